### 收件方看到的发信主机：ptr、helo 两项检查。

## ptr：IP 的名称

ptr-confirmed = { $ip } 的名称是 { $name }，该名称也能解析回这个 IP，符合收件方的要求。
ptr-none = { $ip } 没有名称（缺少 PTR 记录）。许多收件方拒收这样的 IP 发来的邮件。
ptr-unconfirmed = { $ip } 的名称是 { $name }，但该名称不能解析回 { $ip }，收件方会认为是冒用的。
ptr-in-doubt = { $ip } 的名称是 { $name }，但查不到该名称能否解析回来。
ptr-unknown = 查不到 { $ip } 的名称。
ptr-private = { $ip } 属于内网，收件方看到的不是它。请检查您的网络访问互联网时使用的出口 IP。
ptr-several = { $ip } 有 { $count } 个名称：{ $names }。收件方会随机取用其中之一，应当只保留一个。
ptr-dynamic = 名称 { $name } 看起来像地址经常变化的家用宽带，许多收件方不收这类邮件。
ptr-unset = { $name } 是服务商默认给的名称，说明没有人为发信设置过这台主机。

ptr-fix = 请联系 IP { $ip } 的服务商（通常在服务器控制台里），把反向解析设置为您邮件服务器的名称（这里是 { $name }）。只有服务商能设置。
ptr-fix-forward = 把 { $name } 解析到 { $ip }，或把 { $ip } 的反向解析改为已经指向它的名称。
ptr-fix-several = 只保留一条 PTR 记录，即邮件服务器的名称。
ptr-fix-dynamic = 改由服务商的邮件服务器发送，或租用适合发信的固定 IP 并设置名称。

## helo：自我介绍

helo-good = 主机自称 { $name }，该名称解析到 { $ip }。
helo-empty = 主机自我介绍时没有给出名称。
helo-bare-address = 主机自称 { $name }，只有 IP 没有名称，协议不允许这样写。
helo-literal = 主机用 IP { $name } 代替名称自我介绍。协议允许，但许多收件方视为垃圾邮件的迹象。
helo-local = 主机自称 { $name }，这个名称只在您自己的网络里有意义。
helo-unqualified = 主机自称 { $name }，不是完整的主机名。
helo-bad-characters = 主机自称 { $name }，这不可能是主机名：只能使用字母、数字、连字符和点。
helo-unresolved = 主机自称 { $name }，但这个名称没有 IP 地址。
helo-other-address = 主机自称 { $name }，但该名称没有解析到 { $ip }。
helo-unknown = 主机自称 { $name }，但查不到该名称的 IP 地址。
helo-private = 主机自称 { $name }；{ $ip } 属于内网，收件方看到的不是它。

helo-fix-name = 把邮件服务器的主机名设置为能解析到其 IP 的完整名称，例如 mail.example.com（Postfix：myhostname 或 smtp_helo_name；Exchange：发送连接器的 FQDN）。
helo-fix-record = 把 { $name } 解析到 { $ip }，或改用已经指向它的名称自我介绍。
