### BIMI 检查和 ARC 检查的结果。

bimi-none = { $domain } 没有发布徽标（BIMI）。这是锦上添花，不会因此拒收邮件。
bimi-declined = { $domain } 声明不显示徽标（BIMI）。
bimi-good = { $domain } 发布了徽标（BIMI）：{ $url }
bimi-several = { $name } 下有 { $count } 条 BIMI 记录，而只能有一条，所以不会显示徽标。
bimi-unanswered = 查询 { $name } 时域名服务器没有答复，所以不知道 { $domain } 是否发布了徽标（BIMI）。
bimi-logo = { $url ->
    [none] { $domain } 的 BIMI 记录没有写徽标。
   *[other] { $domain } 的 BIMI 记录里的徽标必须是 https 地址下的 SVG 文件：{ $url }
}
bimi-certificate = { $domain } 的 BIMI 记录里的证书必须放在 https 地址下：{ $url }
bimi-no-certificate = { $domain } 的 BIMI 记录没有写徽标证书，Gmail 和苹果邮件只显示有证书的徽标。
bimi-policy = 对 { $domain } 生效的 DMARC 策略不够严格，不会显示徽标。
bimi-fix-policy = BIMI 要求 DMARC 策略对全部邮件（包括子域名）为“quarantine”或“reject”。

arc-none = 邮件没有 ARC 封签；只有转发邮件的一方才会加。
arc-whole = 邮件带有完整的 ARC 链，共 { $count } 组，最后一组来自 { $sealer }。
arc-broken = { $instance ->
    [0] 邮件的 ARC 链断了：有一个 { $field } 字段的编号不属于任何一组。
   *[other] 邮件的 ARC 链断了：第 { $instance } 组的 { $field } 字段不是正好一个。
}
arc-verdict = 邮件的 ARC 链断了：{ $by } 的第 { $instance } 个封签写着“cv={ $said }”，这个位置不能这样写。
arc-failed = 邮件的 ARC 链已被标为断裂：{ $by } 发现后以第 { $instance } 组封存。
arc-long = 邮件的 ARC 链有 { $count } 组，而最多允许 { $limit } 组。
