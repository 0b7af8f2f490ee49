### 介绍接口的页面。

api-title = 程序接口
api-intro = 程序用下面的请求提问，得到 JSON 回答。字段名不会改变，以后可能增加新字段。
api-openapi = 给程序读的接口描述（OpenAPI 3.1）
api-contents = 目录
api-scope = 服务器要求令牌时，此请求需要带有 { $scope } 权限的令牌。
api-parameters = 参数
api-body = 请求内容
api-answers = 回答
api-shapes = 数据结构
api-name = 名称
api-type = 类型
api-meaning = 含义
api-required = （必填）
api-list-of = 列表，每项为
api-problems = 错误
api-problems-intro = 无法处理的请求以 application/problem+json（RFC 9457）回答。type 指明是下列哪一种，detail 说明请求错在哪里。
api-problem = 错误
api-status = 状态码
