### 与域名的邮件服务器对话所见：smtp、tls、size 三项检查。

## smtp：服务器是否应答

smtp-answers = { $host }（{ $address }）应答正常，可以收信。{ $starttls ->
    [yes] 支持加密传输。
   *[other] 不支持加密传输。
}
smtp-greeting-refused = { $host }（{ $address }）一连上就拒绝，什么都没来得及说。对方说：“{ $reply }”，意思是：{ $because }。
smtp-hello-refused = { $host }（{ $address }）不接受我方的自我介绍（EHLO/HELO）。对方说：“{ $reply }”，意思是：{ $because }。
smtp-null-mx = { $domain } 声明完全不收邮件（空 MX）。
smtp-nowhere = { $domain } 既没有邮件服务器也没有 IP 地址，邮件无处可投。
smtp-route-unknown = 查不到 { $domain } 的邮件该投往何处，因此没有服务器可问。
smtp-address-unknown = 查不到 { $host } 的 IP 地址，因此无从询问。
smtp-no-address = 域名把 { $host } 指定为邮件服务器，但这个名字没有 IP 地址，需要域名管理员修正。
smtp-out-of-reach = { $host } 只有内网、本机或保留地址。我们没有去连，互联网上也没有人连得上。
smtp-connection-refused = { $host } 上没有程序在收信：连接被拒绝。
smtp-connect-timeout = { $host } 没有响应。{ $others ->
    [yes] 其他服务器能连上，所以问题出在这一台或通往它的线路上。
   *[other] 可能它停机了，也可能运行本检查的网络封锁了 25 端口的出站连接，多数云厂商都会这样做。
}
smtp-unreachable = 从这里没有线路通往 { $host }。{ $others ->
    [yes] 其他服务器能连上，所以问题出在这一台或通往它的线路上。
   *[other] 请先检查自己的网络。
}
smtp-silence = { $host }（{ $address }）接受了连接，却一言不发。我们不再等待，它是否收信不得而知。有些服务器会故意让陌生来客久等。
smtp-drip = { $host }（{ $address }）应答太慢，没等它说完我们就停了。它是否收信不得而知。
smtp-flood = { $host }（{ $address }）的应答没完没了，我们停止了读取。它是否收信不得而知。
smtp-dropped = { $host }（{ $address }）接受连接后一声不响就挂断，往往是不愿与我方 IP 通信。
smtp-no-reply = 在 { $host }（{ $address }）上应答的不是邮件服务器。

## smtp：服务器对收件人怎么说

smtp-recipient-taken = { $host } 愿意接收给该收件人的邮件。这是好兆头，但不是证明：有些服务器什么名字都先收下，事后再退。
smtp-recipient-refused = { $host } 拒绝该收件人。对方说：“{ $reply }”，意思是：{ $because }。
smtp-recipient-deferred = { $host } 现在不愿对该收件人表态。对方说：“{ $reply }”，意思是：{ $because }。服务器常让陌生来客过一会儿再来，这说明不了收件人的情况。
smtp-bounces-refused = { $host } 不接受空发件人的邮件，而退信正是这样寄来的，按规定必须接受。对方说：“{ $reply }”，意思是：{ $because }。因此没能询问收件人是否存在。
smtp-not-international = 地址含有非 ASCII 字符，而 { $host } 不支持这类地址（SMTPUTF8），发往该地址的邮件会失败。
smtp-probe-unanswered = 询问收件人时，{ $host } 没有答复。
smtp-probe-withheld = 没有询问收件人。{ $why }
smtp-withheld-harvesting = 这家服务商会统计只问地址不发信的来客，把它们当作搜集地址的垃圾邮件发送者并加以封锁。
smtp-withheld-frequency = 这家服务商限制陌生来客的访问频率，询问会占用真正发信所需的次数。
smtp-withheld-late = 这家服务商的答复说明不了问题：不论地址是否存在都这么说，或者收完整封信才决定。

## tls：加密与证书

tls-good = { $host } 支持加密（{ $version }），证书还有 { $days } 天有效期。
tls-ends-soon = { $host } 支持加密（{ $version }），但证书再过 { $days } 天就到期，看来没有按时续期。
tls-not-reached = { $host } 是否加密不得而知，因为对话没有进行到那一步。
tls-not-offered = { $host } 不支持加密（STARTTLS），发往它的邮件在途中人人可读。
tls-refused = { $host } 声称支持加密，真要加密时却拒绝。对方说：“{ $reply }”，意思是：{ $because }。
tls-no-certificate = { $host } 加密时（{ $version }）不出示证书，谁也无法确认对方身份。
tls-wrong-name = { $host } 的证书是给别的名字的。{ $names ->
    [none] 证书上没有任何主机名。
   *[other] 它适用于：{ $names }。
}
tls-expired = { $host } 的证书已过期 { $days } 天。
tls-not-yet-valid = { $host } 的证书尚未生效。
tls-self-signed = { $host } 的证书是自签名的，没有任何机构为它作保。
tls-chain-too-short = { $host } 只发送了自己的证书，缺少签发者（{ $issuer }）的证书，无法追溯到公认的机构。
tls-unknown-issuer = { $host } 的证书由不被普遍信任的机构签发（{ $issuer }）。
tls-bad-certificate = { $host } 的证书已损坏，无法读取。
tls-other-fault = { $host } 的证书有问题：{ $words }。
tls-legacy-only = { $host } 只支持已停用的 TLS 版本（1.0、1.1 或更早）。许多发件方拒绝使用，因而无法投递。
tls-nothing-in-common = { $host } 与我方没有共同支持的加密方式，它的设置太旧或太窄。
tls-no-tls = { $host } 声称支持加密，但随后发来的内容不是 TLS。
tls-injected = { $host } 在同意加密的答复后面还发来了明文，线路上的任何人都可能插入这样的内容，我们中断了对话。
tls-lost = { $host } 声称支持加密，但加密一开始连接就断了。
tls-failed = { $host } 声称支持加密，但建立加密失败。

tls-fix-offer = 给邮件服务器配置证书，并在 25 端口启用 STARTTLS。
tls-fix-handshake = 更新邮件服务器的 TLS 设置：启用 TLS 1.2 和 1.3，并确认证书与私钥相匹配。
tls-fix-renew = 续期证书并加载到邮件服务器，同时查明自动续期为何没有生效。
tls-fix-name = 申请一张主机名与 MX 记录完全一致的证书，或把 MX 记录改为证书上已有的名字。
tls-fix-clock = 检查邮件服务器的时钟，以及加载的证书是否正确。
tls-fix-chain = 在邮件服务器加载的证书文件里，把签发者的证书接在自己的证书后面（即 fullchain）。
tls-fix-authority = 向公认的机构申请证书（例如免费的 Let’s Encrypt），并加载到邮件服务器。

## size：邮件是否放得下

size-fits = 邮件（传输时 { $size }）放得下：{ $host } 最大接收 { $limit }。
size-close = 邮件（传输时 { $size }）刚刚低于 { $host } 的上限 { $limit }，途中服务器再添加内容就可能超限。
size-too-large = 邮件太大：传输时 { $size }，比 { $host } 的上限 { $limit } 多出 { $over }。附件传输时会比磁盘上大约 37%。
size-unfixed = { $host } 声明对邮件大小没有固定上限。这封邮件传输时为 { $size }。
size-unannounced = { $host } 没有公布邮件大小上限。这封邮件传输时为 { $size }；10 MiB 以内一般没有问题。
size-not-reached = { $host } 的上限不得而知，因为对话没有进行到那一步。

size-fix = 把附件总量控制在 { $files } 以内，可以压缩、分几封发送，或上传到网盘后发送链接。
