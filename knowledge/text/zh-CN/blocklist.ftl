### 某个 IP 或域名在哪些黑名单上：blocklist 检查。

blocklist-private = { $subject } 属于内网，公共黑名单不涉及，因此没有查询。
blocklist-listed = { $subject } 被列入黑名单 { $list }（应答 { $answer }）。{ $meaning }
blocklist-listed-minor = { $subject } 被列入 { $list }（应答 { $answer }），这个名单只有少数收件方参考。{ $meaning }
blocklist-clean = 查询了 { $count } 个名单，都没有列入 { $subject }：{ $lists }。{ $left_out ->
    [none] { "" }
   *[other] 以下小名单没有给出可用的应答，未计入：{ $left_out }。
}
blocklist-lapsed = { $list } 已不再列入 { $subject }。如果退信是因为它，现在可以重新发送。
blocklist-closed = { $list } 已{ $closed ->
    [none] { "" }
   *[other] 于 { $closed } { "" }
}停止服务。仍据此拒信的收件方查询的是无人维护的名单，需要其管理员从设置中删除。
blocklist-dead = { $list } 的应答不像一个黑名单：要么把一切都列入，要么连自己的测试条目都没有。仍据此拒信的收件方应从设置中删除它。
blocklist-needs-key = { $list } 只对客户开放查询，{ $subject } 是否在其中需要到它的网页上查看。
blocklist-no-such-list = 退信提到黑名单“{ $list }”，但这个名字无法查询。
blocklist-refused-resolver = { $lists } 拒绝应答，因为查询经由多人共用的公共 DNS。请改用自己的 DNS 解析器查询。{ $subject } 是否被列入不得而知。
blocklist-refused-volume = { $lists } 拒绝应答，因为来自该 DNS 解析器的查询太多。{ $subject } 是否被列入不得而知。
blocklist-refused-name = { $lists } 拒绝应答，因为该名单的域名已经改变。{ $subject } 是否被列入不得而知。
blocklist-refused = { $lists } 拒绝应答。{ $subject } 是否被列入不得而知。
blocklist-unanswered = { $lists } 没有给出可用的应答，有些名单只应答登记过的解析器。{ $subject } 是否被列入不得而知。

blocklist-fix = 请先找出并消除被列入的原因，否则还会再次列入。{ $removal ->
    [none] 该名单不受理移除申请。
   *[other] 然后申请移除：{ $removal }
}{ $days ->
    [none] { "" }
   *[other] { " " }如果没有新的原因，约 { $days } 天后会自动移除。
}

## 被列入意味着什么

blocklist-means-unknown = 名单没有说明该应答的含义。
blocklist-means-spam = 曾收到来自该 IP 的垃圾邮件。
blocklist-means-sbl = Spamhaus 确认该 IP 发送垃圾邮件或为垃圾邮件发送者服务（SBL），需要由 IP 的服务商申请移除。
blocklist-means-css = 该 IP 发送低质量邮件，或像是分摊发送垃圾邮件的众多 IP 之一（CSS）。常见原因是服务器名称、HELO 或收件人名单有问题。
blocklist-means-xbl = 该 IP 或与其共用出口的电脑被感染或被控制（XBL）。请先查杀恶意软件，并检查密码是否被盗。
blocklist-means-pbl = 所属网络声明该 IP 不应直接发信（PBL），家用宽带和未申请发信的云服务器通常如此。请改由服务商的邮件服务器发送；如果确实是邮件服务器，请申请移除。
blocklist-means-drop = 整个网段掌握在犯罪分子手中（DROP）。
blocklist-means-botnet = 该 IP 在操控被感染的电脑（僵尸网络控制端）。
blocklist-means-bad-domain = 该域名出现在垃圾邮件中，或信誉很差。
blocklist-means-bulk-domain = 该域名出现在许多人不想收到的群发邮件中。
blocklist-means-new-domain = 该域名才注册几天甚至几小时，过一段时间会自动解除。
blocklist-means-phishing = 该域名被用于钓鱼。
blocklist-means-malware = 该域名传播恶意软件。
blocklist-means-abused-domain = 该域名本身正当，但被人滥用：上面的某个页面或帐号被盗用。
blocklist-means-cracked-site = 该域名的网站被入侵，正为垃圾邮件发送者所用。
blocklist-means-redirector = 该域名（例如短链接服务）跳转到垃圾邮件发送者的页面。
blocklist-means-bad-reputation = 来自该 IP 的垃圾邮件太多，信誉很差。
blocklist-means-outbreak = 该 IP 不久前开始发送垃圾邮件。
blocklist-means-neighbours = 针对的不只是该 IP，而是它所在的网段：周围太多 IP 发过垃圾邮件。只有服务商能解决。
blocklist-means-provider = 针对的不是该 IP，而是整个服务商。只有服务商能解决。
blocklist-means-backscatter = 服务器向没有写过信的人发送退信或回拨验证。请在 SMTP 会话中直接拒收，而不要收下后再退。
blocklist-means-attacks = 该 IP 发起过攻击，例如猜测密码。
blocklist-means-infected = 该 IP 背后的电脑被感染或被控制。
blocklist-means-open-proxy = 该 IP 上有开放代理或 VPN，陌生人可借此发信。
blocklist-means-bad-name = 该 IP 没有自己的名称，或名称不能解析回该 IP（PTR）。
blocklist-means-dynamic = 该 IP 的名称看起来像家用宽带。
blocklist-means-residential = 该 IP 属于家用宽带。
