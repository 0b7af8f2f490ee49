### 域名向发信方声明的加密要求:MTA-STS、TLS 报告、DANE。

mta-sts-none = { $domain } 没有声明 MTA-STS 策略。这并不违规，发信方会尽量加密。
mta-sts-found = { $domain } 声明了 MTA-STS 策略:{ $record }
mta-sts-invalid = { $domain } 的 MTA-STS 记录有误，发信方会忽略它:{ $record }({ $field } 必须是 1 到 32 个字母或数字)
mta-sts-several = { $domain } 有不止一条 MTA-STS 记录，发信方会全部忽略:{ $record }
mta-sts-fix = 请在 { $name } 只发布一条 TXT 记录，策略每次变动都要更换 id:{ $record }

tls-rpt-none = { $domain } 没有要求接收加密失败报告。这并不违规。
tls-rpt-found = { $domain } 要求接收加密失败报告:{ $record }
tls-rpt-invalid = { $domain } 的加密失败报告记录有误，收不到报告:{ $record }({ $field } 必须是 mailto: 或 https: 地址)
tls-rpt-several = { $domain } 有不止一条加密失败报告记录，发信方会全部忽略:{ $record }
tls-rpt-fix = 请在 { $name } 只发布一条 TXT 记录:{ $record }

dane-none = { $domain } 的邮件服务器没有在 DNS 里固定证书(DANE)。这并不违规。
dane-found = { $domain } 的邮件服务器 { $host } 在 DNS 里固定了证书(DANE,可用记录 { $records } 条),并得到解析服务器的验证。
dane-not-authentic = { $domain } 的邮件服务器 { $host } 在 DNS 里固定了证书(DANE),但没有得到解析服务器的验证:该域没有签名，或者本解析服务器不校验签名。未经验证的记录不起作用。
dane-mx-not-authentic = 邮件服务器 { $host } 在 DNS 里固定了证书(DANE),但指向它的 { $domain } 的 MX 记录没有经过验证，因此并不能保护发往这个域名的邮件。
dane-unusable = { $domain } 的邮件服务器 { $host } 的 TLSA 记录对发信方都没有意义。用途字段必须是 2 或 3,摘要长度必须与类型相符(RFC 7672)。
dane-unusable-fix = 请发布“3 1 1”记录，内容为 { $host } 公钥的 SHA-256,或者删除现有记录。
dane-server-failure = 查不到 { $domain } 的邮件服务器 { $host } 的 TLSA 记录(SERVFAIL),执行 DANE 的发信方会一直暂缓投递。
dane-server-failure-fix = { $host } 的 DNS 服务器必须能应答 TLSA 查询;没有记录时也要回答“没有”。
