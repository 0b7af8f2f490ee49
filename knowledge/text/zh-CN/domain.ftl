### 域名是否存在、能否查到。

domain-found = { $domain } 存在，并且可以正常解析。
domain-empty = { $domain } 存在，但既没有邮件服务器也没有地址，邮件无法送达。
domain-none = 不存在 { $domain } 这个域名。
domain-no-subdomain = 不存在 { $domain } 这个域名;{ $parent } 存在，但下面没有这个名字。
domain-no-subdomain-fix = 请核对 { $parent } 前面的部分。如果域名是您自己的，请在 { $parent } 的解析里添加 { $domain }。
domain-not-registered = DNS 里没有 { $domain }:可能从未注册、已经过期，或者被注册商暂停解析。
domain-not-registered-fix = 请核对 { $domain } 的拼写。如果域名是您自己的，请到注册商处查看是否过期、被暂停解析(clientHold/serverHold)或没有设置 DNS 服务器。
domain-bad-name = “{ $domain }”不可能是域名:其中有一段是空的或太长。
domain-alias-loop = { $domain } 的别名(CNAME)互相指向形成环路，什么也查不到。
domain-alias-nowhere = { $domain } 是 { $target } 的别名(CNAME),而后者并不存在。
domain-alias-nowhere-fix = 需要 { $domain } 的管理员删除这条别名，或者让它指向存在的名字。
domain-signatures = 只有不校验签名时才能查到 { $domain }:它的 DNSSEC 签名错误或已经过期，凡是校验签名的一方都无法解析它。
domain-signatures-fix = 需要 { $domain } 的管理员重新签名;在此之前可以先到注册商处删除 DS 记录。
domain-server-failure = { $domain } 的 DNS 服务器不能正常应答(SERVFAIL),而其他域名解析正常。发往它的邮件会一直排队，几天后退回。
domain-server-failure-fix = 请用其他方式告诉 { $domain } 的管理员:域名的 DNS 服务器有故障;恢复后再重发。
