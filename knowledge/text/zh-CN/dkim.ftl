### DKIM 检查（RFC 6376）的结果。

## 密钥

dkim-key-good = { $domain } 的密钥“{ $selector }”正常（{ $type }，{ $bits } 位）。
dkim-key-none = { $domain } 没有密钥“{ $selector }”：{ $name } 下什么也没有发布，用它做的签名无效。
dkim-key-unanswered = 查询 { $name } 时域名服务器没有答复，所以不知道 { $domain } 的密钥“{ $selector }”。
dkim-key-several = { $name } 下有 { $count } 条文本记录，而只能有一条；收件方会随便取一条。
dkim-key-syntax = { $fault ->
    [missing] { $domain } 的密钥“{ $selector }”缺少标签“{ $piece }”。
    [not-first] { $domain } 的密钥“{ $selector }”里，“{ $piece }”必须放在最前面。
    [no-value] { $domain } 的密钥“{ $selector }”第 { $place } 个字符处的“{ $piece }”不是带值的标签。
    [repeated] { $domain } 的密钥“{ $selector }”第 { $place } 个字符处的“{ $piece }”把同一个标签写了两次。
    [bad-name] { $domain } 的密钥“{ $selector }”第 { $place } 个字符处的“{ $piece }”不是以标签名开头。
   *[other] { $domain } 的密钥“{ $selector }”第 { $place } 个字符处的“{ $piece }”取值无效。
}
dkim-key-revoked = { $domain } 的密钥“{ $selector }”已作废：“p=”是空的，用它做的签名无效。
dkim-key-service = { $domain } 的密钥“{ $selector }”不是给邮件用的（“s=”）。
dkim-key-sha1 = { $domain } 的密钥“{ $selector }”只允许 SHA-1（“h=”），收件方已不再接受。
dkim-key-test = { $domain } 的密钥“{ $selector }”标着测试（“t=y”），收件方可以当作没有签名。
dkim-key-type = { $domain } 的密钥“{ $selector }”类型是“{ $type }”，收件方不认识。
dkim-key-unreadable = { $domain } 的密钥“{ $selector }”不能按“{ $type }”类型读出来，常见原因是记录被截断，或复制时漏了字符。
dkim-key-weak = { $domain } 的密钥“{ $selector }”只有 { $bits } 位，收件方会忽略用它做的签名。
dkim-key-short = { $domain } 的密钥“{ $selector }”有 { $bits } 位，可以接受，但偏弱。

## 签名

dkim-unsigned = 邮件没有 DKIM 签名。
dkim-pass = { $domain } 的签名（密钥“{ $selector }”）完好。
dkim-malformed = { $domain } 的签名（密钥“{ $selector }”）无法识别，或者缺少必需的内容。
dkim-unsupported = { $domain } 的签名（密钥“{ $selector }”）用了收件方不认识的算法。
dkim-from-unsigned = { $domain } 的签名（密钥“{ $selector }”）没有包含 From 字段，因此无效。
dkim-body-changed = { $domain } 签名之后（密钥“{ $selector }”），邮件正文被改动过。
dkim-header-changed = { $domain } 的签名（密钥“{ $selector }”）对不上：签名后有字段被改动，或者发布的密钥不是签名用的那一把。
dkim-expired = { $domain } 的签名（密钥“{ $selector }”）已过期。
dkim-no-key = { $domain } 的签名无法验证：{ $name } 下没有密钥。
dkim-revoked = { $domain } 的签名无效：{ $name } 下的密钥已作废。
dkim-bad-key = { $domain } 的签名无法验证：{ $name } 下的密钥不能用。
dkim-identity = { $domain } 的签名（密钥“{ $selector }”）代表的身份不属于该域名。
dkim-unanswered = 没能查清 { $domain } 的签名是否完好：{ $name } 没有得到答复。
dkim-many = 只检查了邮件的前 { $count } 个签名。
dkim-length = { $domain } 的签名只覆盖正文的前 { $length } 个字节（“l=”），谁都可以在后面添加内容，有的收件方不接受。
dkim-sha1 = { $domain } 的签名用的是 SHA-1，收件方已不再接受。
dkim-aligned = { $signer } 的签名与读者看到的 { $domain } 一致。
dkim-unaligned = 签名属于 { $signer }，而读者看到的是 { $domain }，对 DMARC 来说不算数。

## 怎么改

dkim-fix-publish = 把邮件系统为这个选择器显示的密钥发布到 { $name }，或者让邮件系统改用已经发布的选择器签名。
dkim-fix-other-key = 让邮件系统改用有效的密钥签名。
dkim-fix-record = 请这样发布记录。
dkim-fix-copy = 从邮件系统里重新复制完整的记录，写成一行。
dkim-fix-longer = 用新的选择器生成 { $bits } 位的新密钥，先发布，再让邮件系统用它签名。
dkim-fix-sign = 让邮件系统以 { $domain } 的名义给所有邮件签名。
dkim-fix-signer = 检查签名程序的设置，或者把它升级。
dkim-fix-sha256 = 让邮件系统用 rsa-sha256 签名。
dkim-fix-modifier = 查清签名之后是谁改动了邮件：页脚和免责声明、杀毒软件、重新编码的网关、邮件列表；应当在它们之后签名。
dkim-fix-header = 核对发布的密钥与签名用的是否一致；如果一致，就查签名之后是谁改写了字段。
dkim-fix-expired = 把签名的有效期设长一些（一周以上），或者查清邮件在哪里被耽搁了。
dkim-fix-length = 签名时不要用“l=”。
dkim-fix-align = 以 { $domain } 的名义签名；服务商称为“自定义域名”或“域名验证”。
