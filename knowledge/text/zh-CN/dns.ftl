### 没有得到回答的 DNS 查询。

dns-fault = { $fault ->
    [server-failure] 解析服务器查不出结果(SERVFAIL),对方域名的 DNS 服务器可能宕机、配置有误或签名错误
    [refused] 解析服务器拒绝回答
    [timeout] 没有在规定时间内得到回答
    [unreachable] 连不上任何解析服务器
    [malformed] 收到的内容不是有效的回答
    [alias-loop] 别名(CNAME)互相指向形成环路，或者没完没了地指下去
    [too-large] 回答太大，超出了读取上限
    [bad-name] 这不是一个可以查询的域名
    [too-many] 本项检查的查询次数已达上限
   *[other] { $fault }
}
dns-unanswered = 查不到 { $name } 的 { $type } 记录:{ dns-fault }。{ dns-fault-means }
dns-fault-means = { $fault ->
    [alias-loop] 需要由该域名的管理员修正。
    [bad-name] 请核对写法。
    [too-many] 正常的域名用不了这么多次查询，请人工查看。
   *[other] 这并不能说明域名有问题，请稍后再试，或换一个解析服务器。
}
