### 域名的邮件服务器。

mx-found = { $domain } 的邮件送往 { $hosts }{ $provider-zh ->
    [none] {""}
   *[other] ({ $provider-zh })
}。
mx-none = { $domain } 既没有邮件服务器也没有地址，邮件无法送达。
mx-none-fix = 需要 { $domain } 的管理员在 DNS 里指定邮件服务器，例如 { $host }。
mx-no-domain = 不存在 { $domain } 这个域名，自然也没有邮件服务器。
mx-null = { $domain } 声明不接收任何邮件(null MX,RFC 7505)。
mx-implicit = { $domain } 没有 MX 记录，邮件会送到域名自己的地址 { $address };那里往往只是网站服务器，并不收邮件。
mx-implicit-private = { $domain } 没有 MX 记录，域名自己的地址 { $address } 又是内网地址，从互联网上连不到。
mx-implicit-fix = 如果 { $domain } 确实在自己的地址上收信，管理员应添加 MX 记录写明;否则就是缺了指向真正邮件服务器的记录。
mx-target-null = { $domain } 的邮件服务器里混有 null MX(“.”),它只有单独出现才有意义。
mx-target-null-fix = 请删除这条 null MX,或者删除其他所有 MX 记录。
mx-target-localhost = { $domain } 把 { $host } 设为邮件服务器，那是发信方自己的机器。
mx-target-literal = { $domain } 把 IP 地址 { $host } 设为邮件服务器;MX 记录里应写主机名(RFC 5321)。
mx-target-no-address = { $domain } 的邮件服务器 { $host } 没有地址。
mx-target-no-address-fix = 请给 { $host } 添加 A 或 AAAA 记录，或者把它从 MX 记录里删除。
mx-target-private = { $domain } 的邮件服务器 { $host } 只有 { $address } 之类的内网地址，从互联网上连不到。
mx-target-alias = { $domain } 的邮件服务器 { $host } 是 { $canonical } 的别名(CNAME)。标准不允许这样做(RFC 2181 第 10.3 节),有些发信方会拒绝投递。
mx-target-alias-fix = 请在优先级为 { $preference } 的 MX 记录里直接写 { $canonical }。
mx-target-fix = 请把 MX 记录里的 { $host } 换成有公网地址的主机名，或者删除它。

null-mx-declared = { $domain } 声明不接收任何邮件(null MX,RFC 7505),它下面的地址都不能用。
null-mx-declared-fix = 请向对方要一个其他域名的地址。如果 { $domain } 是您自己的并且需要收信，请把“MX 0 .”换成指向邮件服务器的记录。
null-mx-not-declared = { $domain } 没有声明拒收所有邮件。
null-mx-among-others = { $domain } 除了其他邮件服务器还有一条 null MX(“.”),一边说不收邮件，一边又说收。
null-mx-among-others-fix = 请删除 { $domain } 的“MX 0 .”记录，或者删除其他所有 MX 记录。
