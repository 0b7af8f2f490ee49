### DMARC 检查（RFC 9989，之前是 RFC 7489）的结果。
###
### $domain 是 From 里的域名，$owner 是对它生效的记录所属的域名。

dmarc-record-of = { $owner ->
    [none] DMARC 记录
   *[other] { $owner } 的 DMARC 记录
}

dmarc-none = { $domain } 没有 DMARC 记录，它的上级域名也没有。大的邮箱服务商要求发信量大的域名必须有。
dmarc-several = { $domain } 有 { $count } 条 DMARC 记录，而只允许有一条。收件方会当作一条也没有。
dmarc-misspelt = { $domain } 有一条本想写成 DMARC 记录的文本，但开头不是准确的“v=DMARC1;”，收件方会跳过它：{ $record }
dmarc-unanswered = 查询 { $name } 时域名服务器没有答复，所以不知道哪条 DMARC 记录对 { $domain } 生效。
dmarc-syntax = { $fault ->
    [no-value] { dmarc-record-of }第 { $place } 个字符处的“{ $piece }”不是带值的标签。
    [bad-name] { dmarc-record-of }第 { $place } 个字符处的“{ $piece }”不是以标签名开头。
    [repeated] { dmarc-record-of }第 { $place } 个字符处的“{ $piece }”把同一个标签写了两次。
    [missing] { dmarc-record-of }缺少标签“{ $piece }”。
   *[other] { dmarc-record-of }第 { $place } 个字符处的“{ $piece }”取值无效。
}收件方会忽略看不懂的部分。
dmarc-policy = { $domain } 请收件方{ $policy ->
    [reject] 拒收
   *[other] 警惕
}冒充它的邮件（策略“{ $policy }”）。
dmarc-policy-inherited = 对 { $domain } 生效的是 { $owner } 的 DMARC 记录，它请收件方{ $policy ->
    [reject] 拒收
   *[other] 警惕
}冒充的邮件（策略“{ $policy }”）。
dmarc-policy-none = 对 { $domain } 生效的 DMARC 记录什么也不要求（策略“none”）：只收报告，不起保护作用。有的收件方把这当作没有 DMARC。
dmarc-subdomains = { $owner } 的 DMARC 记录保护了域名本身，却放开了子域名，冒充者会转而利用子域名。
dmarc-test = { $owner } 的 DMARC 记录标着测试（“t=y”），收件方不会照着执行。
dmarc-percentage = { $owner } 的 DMARC 记录只对 { $percentage } % 的邮件生效。新标准已取消“pct”，各家收件方的处理也不一样。
dmarc-no-reports = { $owner } 的 DMARC 记录没有写接收报告的地址（“rua”），哪些邮件没通过就没有人知道。
dmarc-report-address = { $owner } 的 DMARC 记录里的“{ $address }”不是可以接收报告的邮箱地址，必须以“mailto:”开头。
dmarc-report-unwanted = { $owner } 的 DMARC 记录要把报告寄到“{ $address }”，那是别人的域名，而对方没有表示同意：{ $name } 没有记录。收件方不会往那里寄。
dmarc-report-unanswered = 没能查清“{ $address }”是否愿意接收 { $owner } 的 DMARC 报告：{ $name } 没有得到答复。

dmarc-pass-spf = 邮件通过 DMARC：{ $authenticated } 通过了 SPF，而它与 { $domain } 一致。
dmarc-pass-dkim = 邮件通过 DMARC：带有 { $authenticated } 的有效 DKIM 签名，而它与 { $domain } 一致。
dmarc-fail = 邮件没有通过 DMARC：SPF 和 DKIM 签名都不能证明它来自 { $domain }。{ $policy ->
    [reject] 该域名要求拒收这样的邮件。
    [quarantine] 该域名要求警惕这样的邮件。
   *[other] 该域名对此没有要求，但收件方仍可能拒收。
}
dmarc-unaligned = 邮件没有通过 DMARC：已证明的是（{ $authenticated }），而不是读者看到的 { $domain }。{ $policy ->
    [reject] 该域名要求拒收这样的邮件。
    [quarantine] 该域名要求警惕这样的邮件。
   *[other] 该域名对此没有要求，但收件方仍可能拒收。
}

## 怎么改

dmarc-fix-publish = 先发布这条记录，看看收到的报告；等自己的邮件全部通过之后，再改成“quarantine”。“rua”里的邮箱必须存在。
dmarc-fix-several = 只留一条，其余删掉。
dmarc-fix-misspelt = 请按这个格式发布记录。
dmarc-fix-syntax = 请这样发布记录。
dmarc-fix-policy = 等报告显示自己的邮件都能通过，就改成“quarantine”，以后再改成“reject”。
dmarc-fix-subdomains = 去掉对子域名的例外，除非还有子域名在发不能通过的邮件。
dmarc-fix-test = 测试结束后，去掉“t=y”。
dmarc-fix-percentage = 去掉“pct”；只想试行策略时，用“t=y”。
dmarc-fix-reports = 写上一个接收报告的邮箱。
dmarc-fix-report = 接收报告的一方需要发布这条记录；报告服务商会在你添加域名时自动处理。
dmarc-fix-authenticate = 通过 SPF 里列出的服务器发信，或者以 From 里的域名给邮件加 DKIM 签名。
dmarc-fix-align = 以 { $domain } 的名义做 DKIM 签名（服务商称为“自定义域名”或“域名验证”），或者改用该域名的信封发件人。
