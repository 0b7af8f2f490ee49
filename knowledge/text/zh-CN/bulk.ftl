### 对群发邮件的要求：message 检查的一部分。
###
### $who 是提出要求的服务商。

bulk-none = 这封邮件不像群发，没有按群发规则检查。
bulk-good = 单看邮件本身，各大服务商对群发邮件的要求都满足了。
bulk-no-unsubscribe = 这是群发邮件，却没有 List-Unsubscribe 字段。{ $who } 要求有；找不到退订入口的人会举报垃圾邮件。
bulk-unsubscribe-malformed = 第 { $line } 行的 List-Unsubscribe 字段里没有尖括号括起来的链接，程序找不到退订入口。
bulk-unsubscribe-unencrypted = 第 { $line } 行的 List-Unsubscribe 字段只有 http 链接，服务商只认 https。
bulk-unsubscribe-no-link = 第 { $line } 行的 List-Unsubscribe 字段没有 https 链接，无法一键退订。
bulk-unsubscribe-no-address = 第 { $line } 行的 List-Unsubscribe 字段没有 mailto 地址，有些邮件程序只提供这种方式。
bulk-unsubscribe-fix = 写成“List-Unsubscribe: <https://…>, <mailto:…>”，链接要对应这一个收件人。
bulk-no-one-click = 邮件没有 List-Unsubscribe-Post 字段，不能一键退订。{ $who } 要求有。
bulk-one-click-value = 第 { $line } 行的 List-Unsubscribe-Post 字段的值不对，只有一种写法有效。
bulk-one-click-unsigned = 没有一个 DKIM 签名同时涵盖 List-Unsubscribe 和 List-Unsubscribe-Post，服务商会忽略一键退订。{ $who } 要求有。
bulk-one-click-fix = 写上“List-Unsubscribe-Post: List-Unsubscribe=One-Click”，链接要能接受 POST 且不再追问，并把这两个字段写进 DKIM 签名的 h=。
bulk-no-visible-way-out = 正文没有说明如何退订。法规和服务商都要求有看得见的退订链接。
bulk-visible-fix = 在正文末尾放一个醒目的退订链接。
bulk-no-list-id = 没有任何字段告诉程序这是群发：既没有 List-Id 也没有 Precedence。休假的收件人的自动回复会纷纷寄回来。
bulk-foreign-domain = 邮件以 { $domain } 的名义群发，而该域的主人不许别人代发，DMARC 通不过，会被拒收或当作垃圾邮件。
bulk-foreign-domain-fix = 用自己的域名发信。
bulk-unsigned = 邮件没有 DKIM 签名。如果发信服务器也不加，{ $who } 不会接受这样的群发邮件。
bulk-signed-by-others = 邮件来自 { $domain }，却只有 { $signer } 的签名。DMARC 要求至少一个签名属于同一机构，{ $who } 有此要求。
bulk-unsigned-fix = 在发信的系统上为 { $domain } 配置 DKIM。
