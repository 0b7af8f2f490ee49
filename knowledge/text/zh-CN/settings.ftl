### 设置页面：谁可以登录、哪些程序可以调用、配置文件决定了什么。

web-nav-settings = 设置
web-settings-title = 设置
web-settings-unset = 未设置
web-settings-on = 是
web-settings-off = 否
web-settings-since = 始于
web-settings-until = 有效至
web-settings-name-bad = 名称为 1 至 64 个字符，不能换行。
web-settings-unavailable = 暂时无法完成，请过一分钟再试。

## 无需登录时

web-settings-open-title = 这里无需登录
web-settings-open = 这台服务器还没有用户。使用本机的人都可以查看和修改全部内容，其他机器无法访问。
web-settings-open-how = 要启用登录，请在本机的终端中输入以下命令（带上启动服务器时所用的 --config 或 --data-dir），然后重新启动服务器：
web-settings-open-command = tuixin user add 名称
web-settings-open-after = 此后，留存的内容只对登录的人显示；服务器可以监听其他人能访问的地址（server.listen），其余用户和令牌都可在本页创建。

## 当前登录的人

web-settings-me = 您的用户名：{ $name }
web-settings-language = 语言
web-settings-looks-hint = 这些选择保存在当前浏览器中。
web-settings-sessions = 您已登录的位置
web-settings-session-this = 当前浏览器
web-settings-session-end = 退出该处登录
web-settings-session-end-others = 退出其他所有登录
web-settings-password = 您的密码
web-settings-password-present = 当前密码
web-settings-password-new = 新密码
web-settings-password-again = 再次输入新密码
web-settings-password-hint = 至少 { $count } 个字符。几个只有您自己会连在一起的词，胜过夹杂符号的一个词。
web-settings-password-send = 修改密码
web-settings-password-ends = 修改后，其他位置的登录都会退出。
web-settings-password-wrong = 当前密码不正确。
web-settings-password-short = 密码至少 { $count } 个字符。
web-settings-password-long = 密码过长。
web-settings-passwords-differ = 两次输入的新密码不一致。
web-settings-done-password = 密码已修改，其他位置的登录均已退出。
web-settings-done-session = 已退出该处登录。

## 令牌

web-settings-tokens = 供程序使用的令牌
web-settings-tokens-intro = 程序凭令牌代您调用 API。
web-settings-tokens-api = API 能做什么
web-settings-tokens-none = 还没有令牌。请为每个程序单独创建，以便单独撤销。
web-settings-token-used = 最近使用于
web-settings-token-unused = 从未使用
web-settings-token-over = 已过期
web-settings-token-withdraw = 撤销
web-settings-token-withdraw-hint = 使用它的程序几秒之内就会被拒绝，且无法恢复。
web-settings-token-withdraw-now = 立即撤销
web-settings-token-add = 创建令牌
web-settings-token-name = 给哪个程序使用
web-settings-token-scopes = 允许做什么
web-settings-token-lasting = 有效期
web-settings-token-send = 创建
web-settings-token-hint = 令牌只在创建后显示一次。
web-settings-token-new = 新令牌“{ $name }”
web-settings-token-exists = 已有同名的令牌。请先撤销它，或换一个名称。
web-settings-token-no-scope = 请选择令牌允许做什么。
web-settings-token-no-end = 请选择令牌的有效期。
web-settings-done-token = 令牌已撤销。
web-scope-explain = 解读邮件和服务器回复
web-scope-check = 查询 DNS、黑名单和邮件服务器
web-scope-read = 读取留存的内容
web-scope-write = 提交退信，修改停发名单和事件
web-scope-admin = 全部权限，包括本页

## 用户

web-settings-users = 可以登录的人
web-settings-users-intro = 所有人看到和能修改的内容相同。
web-settings-user-remove = 移除
web-settings-user-remove-hint = 对方会在所有位置退出，并且无法再登录；其做过的操作会保留。
web-settings-user-remove-now = 立即移除
web-settings-user-add = 允许其他人登录
web-settings-user-name = 用户名
web-settings-user-password = 初始密码
web-settings-user-send = 添加
web-settings-user-hint = 请当面告知密码，并请对方在本页修改。
web-settings-user-exists = 已有同名的用户。
web-settings-user-yourself = 不能移除自己，请由其他用户操作。
web-settings-done-user = 对方现在可以登录。
web-settings-done-user-removed = 对方已无法登录。

## 正在运行的内容

web-settings-running = 正在运行的内容
web-settings-running-intro = 以下各项由配置决定，每行标出了对应的键：请在 tuixin.toml 中或通过环境变量修改，然后重新启动服务器。
web-settings-version = 程序
web-settings-knowledge = 知识库
web-settings-knowledge-size = { $causes } 种原因，{ $rules } 条规则{ $own ->
    [0] { "" }
   *[other] ，其中 { $own } 条是您自己的
}
web-settings-database = 数据库

## 配置的各个部分

settings-of-all = 本机
settings-of-store = 留存的内容与期限
settings-of-server = 服务器
settings-of-console = 页面
settings-of-checks = 联网核查
settings-of-intake = 监视的位置
settings-of-suppression = 何时停止向某个地址发信
settings-of-incidents = 何时算作一起事件
settings-of-log = 日志

## 各个键

setting-data_dir = 数据目录
setting-knowledge = 自有规则和文本的目录
setting-mine = 您的域名和地址
setting-store-url = 数据库
setting-store-url_file = 存放数据库 URL 的文件
setting-store-wait_at_start = 启动时等待 PostgreSQL
setting-store-address_key_file = 存放地址散列密钥的文件
setting-store-keep_deliveries = 投递记录保留
setting-store-keep_quarantine = 无法理解的邮件保留
setting-store-keep_history = 已结束的事件和解除记录保留
setting-store-keep_counts = 统计数字保留
setting-server-listen = 监听
setting-server-public_url = 供他人访问的网址
setting-server-trusted_proxies = 受信任的代理
setting-server-max_body = 单个请求的上限
setting-server-requests_per_second = 每个客户端每秒的请求数（0 表示不限）
setting-console-explain_is_public = 无需登录即可解读退信
setting-console-session = 登录有效期
setting-checks-enabled = 按要求联网核查
setting-checks-nameservers = 代替系统设置的解析器
setting-checks-timeout = 等待一次应答
setting-checks-helo = 您的发信主机名
setting-checks-ip = 您的发信主机地址
setting-checks-connect = 连接邮件服务器
setting-intake-maildirs = Maildir
setting-intake-directories = 目录
setting-intake-look_every = 至少每隔多久查看新邮件
setting-suppression-after_repeats = 在多少天里失败后停发
setting-suppression-within = 统计时段
setting-suppression-repeats_expire = 多久之后可以重新尝试
setting-suppression-dead_expire = 不存在的地址多久之后可以重新尝试
setting-suppression-surge_from = 某服务商同时称多少个地址不存在时存疑(0：从不)
setting-suppression-lists = 各发件人的独立名单
setting-incidents-open_after = 多少次失败算作一起事件
setting-incidents-within = 统计时段
setting-log-level = 级别
setting-log-format = 格式
