### Tuixin 中供人阅读的全部中文文本。
###
### 未知的变量取值为 "none"；第一节的消息负责区分已知与未知两种情形，供其他文本引用。

## 可能未知的事实的措辞

the-recipient = { $recipient ->
    [none] 收件人
   *[other] 收件人 { $recipient }{" "}
}
the-address = { $recipient ->
    [none] 收件地址
   *[other] 收件地址 { $recipient }{" "}
}
the-domain = { $domain ->
    [none] 收件人的域名
   *[other] 域名 { $domain }{" "}
}
start-domain = { $domain ->
    [none] 收件人的域名
   *[other] 域名 { $domain }{" "}
}
the-provider = { $provider ->
    [none] 对方邮件系统
   *[other] 对方邮件系统（{ $provider }）
}
start-provider = { $provider ->
    [none] 对方邮件系统
   *[other] 对方邮件系统（{ $provider }）
}
your-provider = { $provider ->
    [none] 您的邮箱服务商
   *[other] 您的邮箱服务商（{ $provider }）
}
start-your-provider = { $provider ->
    [none] 您的邮箱服务商
   *[other] 您的邮箱服务商（{ $provider }）
}
the-server = { $host ->
    [none] 服务器
   *[other] 服务器 { $host }{" "}
}
start-server = { $host ->
    [none] 服务器
   *[other] 服务器 { $host }{" "}
}
the-host = { $host ->
    [none] 对方服务器
   *[other] 服务器 { $host }{" "}
}
start-host = { $host ->
    [none] 对方服务器
   *[other] 服务器 { $host }{" "}
}
the-list = { $list ->
    [none] 黑名单
   *[other] 黑名单 { $list }{" "}
}
our-ip = { $ip ->
    [none] 发信 IP{" "}
   *[other] 发信 IP { $ip }{" "}
}
the-sender = { $sender ->
    [none] 发件地址
   *[other] 发件地址 { $sender }{" "}
}
the-limit = { $limit ->
    [none] 上限
   *[other] {" "}{ $limit } 的上限
}
the-count = { $count ->
    [none] 上限
   *[other] {" "}{ $count } 人
}
wait-time = { $wait ->
    [none] 半小时
   *[other] {" "}{ $wait }
}
the-code = { $code ->
    [none] 其自有代码
   *[other] 代码 { $code }
}
the-url = { $url ->
    [none] （见应答原文）
   *[other] { $url }
}
the-delist = { $delist ->
    [none] 该名单的网站
   *[other] {" "}{ $delist }{" "}
}
the-postmaster = { $postmaster ->
    [none] 对方 postmaster{" "}
   *[other] {" "}{ $postmaster }{" "}
}
arg-domain = { $domain ->
    [none] <域名>
   *[other] { $domain }
}
arg-host = { $host ->
    [none] <主机>
   *[other] { $host }
}
arg-ip = { $ip ->
    [none] <IP>
   *[other] { $ip }
}
code-note = { $code ->
    [none] {""}
   *[other] （{ $code }）
}
wait-note = { $wait ->
    [none] {""}
   *[other] （要求等待 { $wait }）
}
limit-note = { $limit ->
    [none] {""}
   *[other] （上限为 { $limit }）
}
count-note = { $count ->
    [none] {""}
   *[other] （上限为 { $count } 人）
}

## 原因：收件人邮箱

cause-user-unknown = 收件人邮箱不存在
    .meaning = 收件域名存在，但对方服务器上没有这个邮箱，通常在声明收件人时就会被拒绝。有些系统对已注销或过期的邮箱也用同样的文字，少数系统拦截发件人时也这样说；“发件人不存在”则是另一回事。
    .sender = 未能送达{ the-recipient }的邮箱，因为对方邮件系统中没有这个邮箱。
    .admin = { the-provider }答复{ the-address }不存在{ code-note }。

cause-recipient-syntax = 收件地址格式有误或不唯一
    .meaning = 收件地址的写法不符合要求，例如含有空格、全角字符，缺少 @，或者两个地址连在了一起；也可能是简写的名字同时对应多个邮箱。这是书写问题，并不代表收件人不存在，容易与“格式正确但查无此人”混淆。
    .sender = 邮件未能送达，因为{ the-address }的写法不正确，或同时对应多个邮箱。
    .admin = { the-provider }认为 RCPT TO 中的{ the-address }语法有误，或无法对应到唯一的邮箱{ code-note }。

cause-mailbox-disabled = 收件人邮箱已停用
    .meaning = 邮箱存在，但已被停用、锁定、过期或长期未登录。它有可能重新启用，所以不必马上放弃这个地址。它与“邮箱不存在”不同，但有些服务器会把两者混为一谈。
    .sender = { the-recipient }的邮箱目前处于停用状态，因此没有收下您的邮件。
    .admin = { the-provider }答复{ the-address }已停用、冻结或长期不活跃{ code-note }。

cause-mailbox-moved = 收件人已更换邮箱
    .meaning = 收件人已改用其他邮箱，发往旧地址的邮件不会被转发，应答中常常会给出新地址。如果对方设置了转发并且有效，就不会有退信。
    .sender = { the-recipient }已不再使用这个地址，发到这里的邮件也不会被转走。
    .admin = { the-provider }答复{ the-address }已迁移且不做转发{ code-note }。

cause-mailbox-full = 收件人邮箱已满
    .meaning = 收件人的邮箱空间已用完。这通常是暂时的，对方清理后即可恢复；如果连续几周都是满的，多半已无人使用。“quota exceeded”也可能指发件人的发信限额，或单封邮件过大。
    .sender = { the-recipient }的邮箱空间已满，无法再存放您的邮件。
    .admin = { the-provider }答复{ the-recipient }的邮箱超出配额{ code-note }。

cause-recipient-refused = 收件人的设置拒收来信
    .meaning = 邮箱正常，但收件人自己的过滤规则、拒收名单或偏好设置不接收这个发件人的邮件，其他人发信可能不受影响。它容易被误认为邮箱不存在，或被当成整个系统的反垃圾拦截。
    .sender = { the-recipient }的邮箱设置没有放行您的邮件。
    .admin = { the-provider }上{ the-recipient }的个人过滤规则或偏好设置拒收了该发件人{ code-note }。

cause-recipient-not-allowed = 该地址只接收指定的来信
    .meaning = 邮箱、群组或邮件列表存在，但只接收特定发件人的来信，例如内部同事、列表成员或已登录的用户，由其管理员或负责人有意设置。有些这类应答看上去像中继或登录问题。
    .sender = { the-recipient }的邮箱只接收获得许可的发件人来信，您的地址不在其中。
    .admin = { the-provider }不允许该发件人向{ the-address }发信：仅限成员、内部或已认证的发件人{ code-note }。

cause-recipient-rate-limited = 收件人近期来信过多
    .meaning = 这个邮箱在短时间内收到的邮件超出了系统允许的数量，来源可能是您，也可能是其他人，过一段时间会自行恢复。它针对的是收件人，不同于对发信服务器的限速，也不表示邮箱已失效。
    .sender = { the-recipient }的邮箱近期来信过多，您的邮件被暂缓接收。
    .admin = { the-provider }限制了{ the-address }的收信速率{ wait-note }{ code-note }。

## 原因：收件域名与路由

cause-domain-not-found = 收件人域名不存在
    .meaning = @ 后面的域名在域名系统中查不到，可能是拼写错误、已过期或从未注册。如果只是暂时查询失败，则属于 DNS 临时故障；如果应答说的是发件人的域名，则是另一种原因。
    .sender = 邮件无法发出，因为{ the-domain }查找不到，@ 后面的部分可能拼写有误。
    .admin = DNS 中没有{ the-domain }的可用记录（NXDOMAIN，或没有 MX、A 记录）{ code-note }。

cause-domain-no-mail = 收件人域名不接收邮件
    .meaning = 域名存在，但所有者声明完全不接收邮件，常见形式是空 MX 记录，或服务器答复 521、556，该域名下的所有地址都受影响。如果不收邮件的是发件人的域名，则是另一种原因。
    .sender = 邮件无法送达，因为{ the-domain }不接收邮件。
    .admin = { the-domain }声明不接收邮件（空 MX，或 521、556）{ code-note }。

cause-dns-failure = 域名查询暂时失败
    .meaning = 查询该域名的邮件服务器时暂时得不到有效结果：域名服务器无响应、故障或签名有误。域名很可能是存在的，因此不能放弃该地址。故障可能在域名所有者，也可能在发信方自己的解析器。
    .sender = 您的邮件系统暂时查不到{ the-domain }的邮件应送往哪里。
    .admin = { the-domain }的 MX 或地址记录暂时查询失败（SERVFAIL、超时等）{ code-note }。

cause-routing-loop = 邮件在服务器间循环
    .meaning = 几台服务器不断把邮件转来转去，直到其中一台放弃：跳数过多，或邮件又回到原处。常见原因是两个转发互相指向，或服务器不认识自己负责的域名。地址本身可能没有问题。
    .sender = 您的邮件在几台服务器之间来回转递，始终没有到达{ the-recipient }的邮箱。
    .admin = { the-domain }的邮件出现循环（跳数过多，或 MX 指回本机）{ code-note }。

cause-relay-denied = 服务器拒绝中转邮件
    .meaning = 服务器被要求接收不归它负责的域名的邮件，因而拒绝。要么是发信程序没有在自己的服务器上登录，要么是该域名的邮件记录指向了一台不认识它的服务器。它常被误认为是把发件人当成了垃圾邮件发送者。
    .sender = 一台邮件服务器没有转送您发往{ the-domain }的邮件，因为它不负责该域名。
    .admin = { the-server }拒绝为{ the-domain }中转：发信段未登录认证，或 MX 主机不接收该域名{ code-note }。

## 原因：网络连接

cause-connection-timeout = 对方服务器没有响应
    .meaning = 在建立连接时或会话过程中，对方服务器没有及时响应。可能是对方宕机、防火墙丢弃了数据，也可能是发信方自己的 25 端口被封（云主机上很常见）。这并不是对邮件或地址的判定。
    .sender = { the-domain }的邮件服务器没有及时响应，您的邮件未能交付。
    .admin = 连接{ the-host }超时，或会话中某条命令超时{ code-note }。

cause-connection-failed = 连接被拒绝或中断
    .meaning = 无法连上对方服务器，或者邮件还没传完连接就断了。可能是服务器未运行、网络不通、正在重启，也可能是防火墙不声不响地拦截。单独一次失败说明不了什么。
    .sender = 与{ the-domain }的邮件服务器之间的连接未能建立，或中途断开。
    .admin = 与{ the-host }的连接被拒绝、不可达、被重置或中断{ code-note }。

cause-tls-failure = 加密连接失败
    .meaning = 一方要求加密连接或有效证书，另一方却无法满足：证书过期、名称不符、协议版本过旧，或公布的安全策略与实际不一致。问题在两台服务器之间，与邮件内容无关。
    .sender = 两边的邮件服务器未能建立安全连接，因此您的邮件没有交付。
    .admin = 与{ the-host }的 TLS 协商失败，或对方要求加密：涉及 STARTTLS、证书、MTA-STS 或 DANE{ code-note }。

cause-delivery-expired = 多次重试后放弃投递
    .meaning = 发信服务器在数小时或数天内反复尝试，最后放弃了。这只是结果，真正的原因在最后一次尝试的应答里，退信中往往会引用。它并不说明地址有误。
    .sender = 您的邮件系统反复尝试投递给{ the-recipient }均未成功，现已放弃。
    .admin = 投递到{ the-address }的邮件在队列中超时，真正的原因见最后一次暂缓的应答{ code-note }。

## 原因：对方系统故障

cause-system-error = 对方系统内部错误
    .meaning = 对方系统内部出了问题：程序出错、配置缺失或某个数据表无法读取，通常会自行恢复或由对方修复。有些系统也用同样含糊的说法来暂缓陌生来信，类似灰名单。
    .sender = { the-domain }的邮件系统出现内部错误，未能收下您的邮件。
    .admin = { the-host }报告本地错误：软件、配置或后端故障{ code-note }。

cause-system-full = 对方服务器空间不足
    .meaning = 整台收信服务器的存储或内存已耗尽，而不仅是某个邮箱，在清理之前所有用户都受影响。不要与“邮箱已满”混淆，后者由邮箱主人自己清理。
    .sender = { the-domain }的邮件服务器目前存储空间不足，未能收下您的邮件。
    .admin = { the-host }报告系统存储或资源不足{ code-note }。

cause-service-unavailable = 对方服务器暂不可用
    .meaning = 对方服务器繁忙、正在关闭或维护，暂时不接收邮件。许多因其他原因（例如黑名单）的拒收也以“service unavailable”开头，这时应看后面的内容。
    .sender = { the-domain }的邮件服务器目前暂不接收邮件。
    .admin = { the-host }暂时不接收邮件：繁忙、停机或维护{ wait-note }{ code-note }。

## 原因：数量与频率

cause-greylisted = 首次来信被暂缓接收
    .meaning = 对方服务器对尚不熟悉的发件方先暂缓接收，稍后重试时再收下。这是一种常见的反垃圾手段，因为垃圾邮件程序通常不会重试。一般几分钟到几小时内会自行解决。
    .sender = { the-recipient }所在的邮件系统会暂缓接收新发件人的首封来信，稍后重试通常就能送达。
    .admin = { the-host }对该 IP、发件人、收件人组合实施灰名单{ wait-note }{ code-note }。

cause-rate-limited = 发信过于频繁被限速
    .meaning = 对方系统对发信服务器限速，因为它在短时间内发信过多、连接过多或无效收件人过多。这是暂时的，尽管部分国内服务商会用永久失败的代码来表示。它与收件地址是否有效无关。
    .sender = { the-provider }在短时间内收到来自您这一方的邮件过多，因此暂缓接收您的来信。
    .admin = { the-provider }对{ our-ip }限速：邮件、连接或错误过多{ wait-note }{ code-note }。

cause-sender-quota-exceeded = 己方发信量已达上限
    .meaning = 发件人自己的服务商规定了每小时或每天的发信数量，目前额度已用完，过一段时间会恢复。因为都提到“配额”，它常被误认为收件人邮箱已满；也可能是账号被他人盗用的信号。
    .sender = 您的发信数量已达到{ your-provider }规定的上限。
    .admin = 发信账号或 IP 超出了己方服务商的发信额度{ wait-note }{ code-note }。

cause-too-many-recipients = 单封邮件收件人过多
    .meaning = 邮件的收件人数超过了服务器一次允许的数量，已被接受的收件人可能已经收到。它限制的是单封邮件，与每日发信量的限制不同。
    .sender = 您的邮件收件人太多，超过了邮件服务器一次允许的数量{ count-note }。
    .admin = 单封邮件或单次会话的收件人数超过{ the-server }的限制{ count-note }{ code-note }。

## 原因：发信方信誉

cause-ip-blocklisted = 发信服务器被列入黑名单
    .meaning = 发信所用的 IP 被列入了垃圾邮件来源名单，可能是公共名单，也可能是收件方自建的名单。通常是该服务器或同网段的邻居发送过垃圾邮件，与您这封邮件和收件地址本身无关。
    .sender = 发送您这封邮件的服务器被列入了垃圾邮件来源名单，因此被{ the-provider }拒收。
    .admin = { the-provider }依据{ the-list }拒收来自{ our-ip }的邮件{ code-note }。

cause-domain-blocklisted = 邮件中的域名被列入黑名单
    .meaning = 某个域名被列入了可疑名单：可能是发件人的域名，也可能是邮件（常常是签名）里链接的域名。它与 IP 被列入不同，只要还在用这个域名，换一台服务器也没有用。
    .sender = 邮件被拒收，因为其中的某个域名被列入了可疑名单。
    .admin = { the-provider }因发件域名或链接域名已被列入{ the-list }而拒收{ code-note }。

cause-reputation-poor = 发信方信誉不佳
    .meaning = 收件方根据以往情况评价发信服务器或域名：投诉、群发、无效收件人过多，或只是缺少历史记录。由于没有指明公共名单，也就谈不上“移除”，信誉要靠正常发信慢慢恢复。
    .sender = { the-provider }对发送您这封邮件的服务器或域名不够信任，因此没有接收。
    .admin = { the-provider }依据自身信誉数据拒收或暂缓来自{ our-ip }或该域名的邮件{ code-note }。

cause-reverse-dns-invalid = 发信服务器名称有误
    .meaning = 收件方反查发信 IP 对应的主机名时，没有查到、与正向解析不符，或看上去像家庭宽带。问候时报出的主机名不正确也属于此类。这与邮件本身无关。
    .sender = 发送您这封邮件的服务器登记的名称不合规，因此被{ the-provider }拒收。
    .admin = { the-provider }拒收来自{ our-ip }的邮件：PTR 缺失或不匹配、HELO 名称无效，或属于动态 IP 段{ code-note }。

## 原因：发件人身份验证

cause-spf-failed = 发信服务器未获域名授权
    .meaning = 发件域名公布了哪些服务器可以代表它发信（SPF），而投递这封邮件的服务器不在其中。常见原因是新换了服务器、使用群发平台、中途被转发，或者发件人是冒名的。这与收件地址是否有效无关。
    .sender = 发送您这封邮件的服务器没有登记在您的邮箱域名之下，因此被{ the-provider }拒收。
    .admin = { the-provider }对信封发件域名做 SPF 检查未通过，来源为{ our-ip }的服务器{ code-note }。

cause-dkim-failed = 邮件的域名签名缺失或失效
    .meaning = 邮件可以带有发件域名的数字签名（DKIM）。这封邮件的签名缺失、与公布的公钥不符，或在途中因内容被改动（例如加了页脚）而失效。它不是正文末尾的个人签名。
    .sender = 用来证明邮件来源的技术签名缺失或损坏，因此被{ the-provider }拒收。
    .admin = { the-provider }未找到有效且可接受的 DKIM 签名{ code-note }。

cause-dmarc-failed = 发件人身份未通过验证
    .meaning = 发件人域名的所有者要求收件方拒收无法证明来源的邮件（DMARC），而这封邮件的两种证明都与该域名对不上：可能是通过其他平台发送、被转发，或者是冒名邮件。仅仅其他域名的 SPF 通过是不够的。
    .sender = 发件地址所属的域名要求证明邮件来源，而这封邮件没有通过验证，因此被{ the-provider }拒收。
    .admin = { the-provider }执行 From 域名的 DMARC 策略：SPF 和 DKIM 均未在对齐的前提下通过{ code-note }。

cause-sender-unauthenticated = 邮件无法证明来源
    .meaning = 收件方只接收至少能用一种技术手段（SPF 或 DKIM）证明来源域名的邮件，而这封邮件一种也没有通过，或未达到要求的级别。多见于从未做过相关设置的域名，与密码错误无关。
    .sender = 您的邮件无法证明来自哪里，因此被{ the-provider }拒收。
    .admin = { the-provider }要求身份验证，而 SPF、DKIM 均未达到要求{ code-note }。

## 原因：邮件内容与格式

cause-spam-detected = 邮件被判定为垃圾邮件
    .meaning = 过滤系统根据用词、链接、形式或雷同邮件的数量，把这封邮件判为垃圾邮件。过滤系统会误判，而收件地址仍然有效。如果应答中提到黑名单或来源验证失败，那才是更准确的原因。
    .sender = 您的邮件被{ the-provider }的过滤系统判为垃圾邮件，没有被接收。
    .admin = { the-provider }将该邮件判为垃圾邮件并拒收{ code-note }。

cause-virus-detected = 邮件中检测到病毒
    .meaning = 杀毒程序在邮件或附件中发现了有害代码，或疑似有害的内容。误报的情况也有，但应先认真对待。如果只是文件类型不被允许，则是另一种原因。
    .sender = 杀毒程序在您的邮件中发现了疑似有害的内容，因此没有投递给{ the-recipient }本人。
    .admin = { the-provider }的扫描程序报告邮件含恶意代码{ code-note }。

cause-attachment-refused = 附件类型不被允许
    .meaning = 邮件中带有服务器不接收的文件类型，例如程序、脚本、带宏的 Office 文件、加密或多层压缩包。这并不表示发现了病毒，也与大小无关。
    .sender = 您的邮件带有邮件系统不接收的文件类型。
    .admin = { the-provider }拒收某个附件的类型或文件名{ code-note }。

cause-content-refused = 邮件内容被拒收
    .meaning = 邮件因含有某些词语、链接或内容形式，被规则拦下。通常是在整封邮件传完之后作出的判断，说明收件地址此前已被接受。它与垃圾邮件判定相近，有些对照表却误把它归入“收件人不存在”。
    .sender = { the-provider }没有接受您邮件中的某些内容。
    .admin = { the-provider }按内容规则拒收该邮件{ code-note }。

cause-message-malformed = 邮件格式不规范
    .meaning = 邮件不符合格式规范：邮件头缺失或重复、字符未编码、行过长，或无法为下一台服务器转换。原因在生成邮件的程序，而不在文字内容。
    .sender = 生成这封邮件的程序没有按规范组织邮件，因此被拒收。
    .admin = { the-provider }认为邮件格式不合规（RFC 5322 或 MIME、换行、8 位或 SMTPUTF8 转换）{ code-note }。

cause-message-too-big = 邮件过大
    .meaning = 邮件超过了服务器或收件人允许的大小。附件在传输中会变大三分之一以上，所以文件没超过上限也可能被拒。它有时会与邮箱已满混淆，而邮箱已满时，缩小邮件也撑不了多久。
    .sender = 您的邮件超过了邮件系统允许的大小{ limit-note }。
    .admin = 邮件超过了{ the-server }的大小限制{ limit-note }{ code-note }。

## 原因：发信方自身

cause-login-failed = 发信登录失败
    .meaning = 服务器要求先登录再发信，但没有登录、用户名或密码未被接受，或者登录服务本身出了故障。它发生在第一台服务器上，与收件人无关。来源验证（SPF、DKIM）虽然也叫“认证”，却是另一回事。
    .sender = 发信服务器没有接受这次发信所用的登录信息。
    .admin = { the-server }要求 SMTP 认证，或认证失败{ code-note }。

cause-sender-refused = 发件地址被拒绝
    .meaning = 服务器不接受这个发件地址：它不属于登录账号、无法验证，或在拒收名单中。类似“Sender rejected: user unknown”的应答说的是发件人而不是收件人，不能因此删除收件地址。
    .sender = 邮件因发件地址被拒收，与收件人的地址无关。
    .admin = { the-provider }不接受 MAIL FROM 或 From 中的{ the-sender }作为发件人：不属于该账号、未验证或被禁止{ code-note }。

cause-sender-domain-invalid = 发件人域名查找不到
    .meaning = 收件方查询发件地址的域名时得不到可用的结果：拼写错误、已过期、没有记录，或声明不收邮件。说的是发件人的域名，不要与收件人域名不存在混淆。
    .sender = 对方查不到您自己邮箱地址中 @ 后面的域名，因此拒收了邮件。
    .admin = { the-provider }查询{ the-sender }的域名时无法解析，或为空 MX{ code-note }。

cause-sender-suspended = 己方账号被禁止发信
    .meaning = 发件人自己的服务商停用了该账号或整个单位的发信权限，常见原因是发信量异常、密码被盗或欠费，收信往往不受影响。虽然同样写着“account disabled”，但说的不是收件人的邮箱。
    .sender = { your-provider }暂停了您这个账号的发信权限。
    .admin = 发信账号或租户已被{ your-provider }停用发信权限{ code-note }。

cause-outgoing-spam-refused = 外发时被判为垃圾邮件
    .meaning = 发件人自己的邮件系统把这封邮件判为垃圾邮件，根本没有发出，收件方从未见到。除了内容，账号被他人盗用也是常见原因。
    .sender = { your-provider }把这封邮件判为垃圾邮件，没有发出。
    .admin = { your-provider }的外发反垃圾系统拒绝了该邮件{ code-note }。

cause-local-domain-conflict = 服务器误判域名归属
    .meaning = 服务器把不归自己管的域名当成本地域名，或者相反。常见于邮件软件用错了发信服务器，或者域名已迁到其他服务商而原服务商仍保留绑定。收件人的邮箱可能完全正常。
    .sender = 某台邮件服务器弄错了您的地址或{ the-domain }的归属，因此拒收了邮件。
    .admin = { the-server }误把发件或收件域名当作本地域名（或非本地域名）{ code-note }。

cause-suppressed = 未发送：地址在禁发名单中
    .meaning = 这封邮件根本没有尝试投递，因为发信方自己的系统或发信平台把该地址列入了禁发名单，原因可能是以往退信、投诉或退订。由此无法得知邮箱目前的状态。
    .sender = 邮件没有发出，因为己方已把{ the-address }列入禁发名单。
    .admin = 未尝试投递：{ the-address }在己方或发信平台的禁发名单中{ code-note }。

## 原因：规则与协议

cause-policy-refused = 被对方的规则拒收
    .meaning = 对方表示某条规则不允许接收，却没有说明是哪一条。可能与发件人、服务器或内容有关，可以从在哪一步被拒来推断。这并不是对收件人邮箱状态的说明。
    .sender = { the-provider }依据自己的规则拒收了您的邮件，没有说明具体原因。
    .admin = { the-provider }依据策略拒收，未说明具体规则{ code-note }。

cause-protocol-error = 服务器之间通信出错
    .meaning = 一台服务器不理解或不允许另一台的某条命令：顺序不对、扩展不支持，或出现意外字符。它往往只是前一行拒收的后果，应先看前一条应答；地址写法古怪也可能引起。
    .sender = 两边的邮件服务器没有正确理解对方，您的邮件因此没有交付。
    .admin = { the-server }拒绝了某条命令：语法、顺序或功能不支持{ code-note }。

## 原因：原因不明

cause-unspecified = 对方没有说明原因
    .meaning = 应答只说投递失败，没有给出原因。以 4 开头的代码多表示暂时问题，以 5 开头的多表示持续问题，除此之外无法得知更多。不应仅凭这一点就放弃该地址。
    .sender = 您发给{ the-recipient }的邮件没有送达，对方没有说明原因。
    .admin = { the-provider }除应答码的类别外未给出任何原因{ code-note }。

## 步骤。收件地址：发件人自己能检查的

step-check-spelling = 把收件地址与名片、对方以前的来信等可靠来源逐个字母核对。最常见的错误是字母颠倒、漏写或多写。
step-remove-stray-characters = 不要粘贴，改为手工输入收件地址。复制时容易带上空格、末尾的句号或逗号、引号，以及全角的“＠”“．”等字符，肉眼很难发现。
step-ask-recipient-address = 通过电话或即时通讯向{ the-recipient }核实目前使用的邮箱地址，并问清该邮箱是否已过期、停用或被冻结。
step-clear-autocomplete = 在邮件软件中删除该地址的自动填充记录，并改正通讯录中的条目，以免下次又选到旧地址。
step-remove-from-lists = 如果确认该地址已不再使用，请从群发名单中移除，不要再向它发信。
step-one-address-per-field = 检查收件人一栏：每个地址都应是 name@example.com 这样的完整形式，并按邮件软件的要求用逗号或分号隔开，不要只写姓名或备注。
step-check-domain-spelling = 检查 @ 后面的部分：{ the-domain }可能拼写有误，例如把 gmail.com 写成 gamil.com，或者漏写、错写了 .cn 之类的结尾。
step-ask-recipient-domain = 用其他方式联系{ the-recipient }并询问：对方单位是否更换了名称或邮箱地址。

## 步骤。收件人：需要告知或询问的

step-contact-other-way = 如果事情紧急，请用电话或即时通讯联系{ the-recipient }本人，这封邮件没有送达。
step-use-other-address = 如果有同一收件人的其他邮箱，可先改发到那个地址。
step-recipient-reactivates = 请{ the-recipient }登录该邮箱，或向邮箱管理方了解是否被停用、锁定或欠费，能否重新启用。
step-pause-mailing = 在确认该邮箱恢复之前，日常群发请先跳过这个地址。
step-ask-new-address = 向{ the-recipient }或其同事打听新的邮箱地址，旧地址收到的邮件不会被转过去。
step-look-for-new-address = 把退信从头到尾看一遍，其中常常写有新地址。发送机密内容之前，请先向对方确认。
step-update-address-book = 把通讯录和群发名单里的旧地址换成新地址。
step-recipient-frees-space = 用电话或即时通讯告诉{ the-recipient }邮箱已满。删除大邮件并清空回收站通常立刻见效，也可以扩容。
step-resend-after-space = 等对方腾出空间之后，再重新发送这封邮件。
step-recipient-allows-you = 请{ the-recipient }把您的地址加入联系人或白名单，并检查拒收名单和过滤规则中是否有您。
step-stop-if-unwanted = 如果对方不愿意再收到您的邮件，请予以尊重，并把该地址从群发名单中移除。
step-recipient-asks-permission = 请{ the-recipient }联系其邮箱管理员或群组负责人，允许接收您这个地址的来信。只有他们能解除这一限制。
step-join-list-first = 如果这是群组或邮件列表的地址，请先加入，再用已登记的成员邮箱发信。
step-send-from-company-account = 如果{ the-recipient }属于本单位，请使用单位邮箱发信，不要用私人邮箱，也不要从未登录就发信的设备发送。
step-recipient-reports-to-admin = 用电话或即时通讯告知{ the-recipient }此事：其邮件系统没有收下您的邮件，并把退信全文转给对方，供其管理员查找原因。
step-recipient-asks-reason = 请{ the-recipient }向其邮箱管理员了解拒收原因，并把您的地址放行。
step-recipient-checks-with-others = 问一下{ the-recipient }能否收到其他人的来信。如果也收不到，多半是对方邮件系统出了故障，请其告知管理员。
step-recipient-checks-flood = 告知{ the-recipient }这一情况：该邮箱近期来信异常多，可能是某个程序在自动发信，因此暂时不再接收。

## 步骤。等待、重试、绕行

step-wait-and-resend = 至少等待{ wait-time }后再重发一次，短时间内反复重发只会适得其反。
step-resend-once = 当天晚些时候再重发一次。如果仍被退回，就不要继续尝试，请按下一步处理。
step-nothing-to-do-yet = 暂时不需要做任何事，您的邮件系统会保留这封邮件并自动重试。
step-resend-if-returned = 只有当邮件最终被退回，而不是仅仅提示延迟时，才需要重新发送。
step-address-is-fine = 请保留该收件地址，没有迹象表明它有误。对方拒绝的是这封邮件的发送方式。
step-try-other-mailbox = 用其他服务商的邮箱给同一地址发一封简短的测试邮件。如果能收到，说明问题出在己方，请告知邮件管理员。
step-use-other-mailbox = 如果事情不能等，在问题解决之前，可以先用其他服务商的邮箱发送。
step-tell-your-admin = 把完整的退信以附件形式转发给单位的邮件管理员或邮箱服务商客服，这个问题需要由他们处理。
step-tell-your-admin-if-repeated = 如果反复出现，或者多个收件人都这样，请把完整的退信转发给邮件管理员或邮箱服务商客服。
step-send-bounce-to-provider = 如果使用的是邮箱服务商提供的邮箱，请把完整的退信提交给其客服，请对方处理发信服务器的问题。
step-open-help-page = 查看对方在拒信中给出的说明页面，上面写有对方的要求：{ the-url }

## 步骤。邮件内容

step-rewrite-content = 修改主题和正文：去掉广告用语、成串的感叹号和大幅图片，写成针对收件人本人的普通邮件。
step-remove-links = 去掉正文和签名里的链接（尤其是短链接），不带附件，然后重新发送。
step-plain-test = 先发一封不带链接、图片和附件的纯文字测试邮件。如果能送达，说明问题在内容，再逐项加回去。
step-send-link-instead = 把文件上传到网盘，或使用邮箱的超大附件功能，邮件里只发链接。
step-compress-or-split = 减小附件体积：压缩图片、打包压缩文件，或者分成几封邮件发送。
step-stay-below-limit = 每封邮件的大小应明显低于{ the-limit }。附件在传输中会变大三分之一以上，因此文件大小最好不超过上限的 70%。
step-share-instead-of-attach = 把文件放到网盘，改发链接。改后缀名或加密打包一般没有用，加密压缩包往往同样会被拒收。
step-remove-attachment = 去掉程序、脚本、带宏的 Office 文件和加密压缩包；能用 PDF 的文档改为 PDF 发送。
step-plain-mail-first = 先把不带附件的正文发过去，让对方知道此事。
step-do-not-forward-virus = 在确认安全之前，不要再次发送或打开该文件，并提醒其他收到它的人。
step-scan-computer = 用最新的杀毒软件检查该文件和您的电脑。如果这封邮件根本不是您发的，请在安全的设备上修改邮箱密码。
step-recreate-file = 如果文件确认无害，请从原始来源重新保存一份，最好转成 PDF，再通过链接发给对方。
step-use-standard-program = 请在邮箱网页版或较新的邮件软件中重新撰写并发送，不要沿用原来的草稿。
step-type-text-anew = 主题和正文请重新输入，不要复制粘贴，里面可能带有看不见的特殊字符；附件名也尽量简单。

## 步骤。发信数量与收件人数

step-pause-bulk = 先暂停批量发信，之后放慢速度、分小批继续。
step-write-less-often = 给该收件人的邮件尽量合并，减少发信次数。
step-split-recipients = 把收件人分成几批，每封邮件只写少量收件人。
step-split-recipients-limit = 把收件人分成几批，每封邮件少于{ the-count }，收件人、抄送、密送合并计算。
step-send-single = 给没有收到的人单独发一封。
step-use-distribution-list = 如果经常给这些人发信，可以请管理员建立邮件群组，或使用专门的群发服务。
step-wait-for-quota = 等待发信限额恢复（一般不超过一天），再发送剩余的邮件。
step-spread-sending = 大批量的邮件分几天发送，或改用专门的群发服务。
step-check-sent-folder = 查看“已发送”文件夹和登录记录。如果有不是您写的邮件，说明账号可能被他人盗用。
step-change-password = 修改邮箱密码，换成全新的强密码，并同步更新各个设备；如果支持，请开启二次验证。
step-ask-for-higher-limit = 向邮件管理员或服务商咨询能否提高您的发信限额。

## 步骤。发件人的发信设置与账号

step-use-right-outgoing-server = 在邮件软件中，使用您的邮箱服务商指定的发信服务器并开启登录验证。不要通过其他网站或程序以该地址的名义发信。
step-turn-on-login = 在邮件软件的设置中开启“发信服务器需要身份验证”，用户名填写完整的邮箱地址。
step-retype-password = 先在邮箱网页版登录，确认密码正确，再到邮件软件中重新输入。
step-use-authorization-code = QQ 邮箱、网易邮箱、Gmail 等要求邮件软件使用单独的授权码（应用专用密码），而不是登录密码，请在网页版设置中生成。
step-enable-program-access = 在邮箱网页版的设置中确认已开启客户端收发信服务；如果多次输错密码，请等待一小时再试。
step-match-from-and-login = 确认邮件软件中的发件人地址与登录账号一致。
step-use-real-sender = 请使用真实存在、能够收信的地址发信，不要使用虚构的地址或其他服务商的地址。
step-check-own-address = 检查邮件软件账号设置中您自己的邮箱地址，@ 后面拼错一个字母就会被拒收。
step-no-foreign-from = 不要用某家邮箱的地址作为发件人，却通过另一家的服务器发信；网页表单、扫描仪和群发工具经常出现这种情况。
step-ask-provider-to-unblock = 修改密码之后，请邮件管理员或服务商恢复该账号的发信权限。
step-report-false-alarm = 如果邮件内容正常，请把原邮件和拒信一并提交给您的邮箱服务商，申请复核。
step-ask-admin-suppression = 如果{ the-recipient }确认该地址可用，请邮件管理员或发信平台把它从禁发名单中移除。
step-was-it-you = 如果这封邮件根本不是您发的，说明有人冒用了您的地址。您的邮件本身无须修改，告知邮件管理员即可。

## 步骤。管理员：查明情况

step-find-in-log = 按队列 ID 或 Message-ID 在邮件日志中找到这封信，查看完整会话：哪台主机、在哪条命令上应答，之前的尝试得到的应答是否不同。
step-check-earlier-deliveries = 在日志中查找以往投递到{ the-address }的记录。如果不久前还能送达，一次退信不足以证明邮箱已失效。
step-compare-destinations = 统计同一时段内发往{ the-domain }和其他域名的失败数：只有一个域名失败，问题多半在对方；多个域名都失败，问题多半在己方。
step-check-refusing-host = 执行 dig +short MX { arg-domain }，与拒收的主机对比。如果该主机不在结果之中，说明过期的缓存、固定路由或旧的域名绑定把邮件送错了地方。
step-check-local-directory = 如果拒收的是自己的服务器，请检查别名、虚拟用户表和目录中有无该地址，以及最近一次目录同步是否成功。
step-strike-address-off = 把{ the-address }加入禁发名单，并从群发列表、别名和转发中移除，以免继续投递影响信誉。
step-strike-domain-off = 如果相隔一天的两次查询结果相同，就禁发{ the-domain }下的所有地址，并在名单中更正。
step-no-rcpt-probing = 不要用 RCPT TO 探测来验证地址：各大服务商会按 IP 统计无效收件人，并据此封禁。
step-suppress-after-repeats = 只有在数天之内多次得到同样的拒收，才将该地址加入禁发名单。
step-suppress-when-abandoned = 如果邮箱连续三周以上都是满的，说明已无人使用，可加入禁发名单。
step-do-not-suppress = 不要把{ the-address }加入禁发名单，应答并未说明邮箱无效。
step-log-envelope-address = 在日志中查看 RCPT TO 的原文：有无空格、尖括号、引号、全角或不可见字符、末尾的点，或两个 @。
step-validate-input = 在地址录入处（表单、导入、目录）做校验：去掉首尾空格，把全角字符转成半角，按 RFC 5321 检查语法。
step-check-smtputf8 = 如果地址或邮件头含非 ASCII 字符，域名应转为 xn-- 形式，邮件头按 RFC 2047 编码；本地部分含非 ASCII 字符的地址，要求沿途每一跳都支持 SMTPUTF8。
step-replace-moved-address = 从应答中找出新地址（551 应答常会给出），核实后替换名单、别名和转发中的旧地址。
step-recipient-admin-checks-account = 请{ the-domain }的管理员检查该账号是否被锁定、过期或缺少许可证，并提供时间、地址和完整应答。
step-recipient-admin-raises-quota = 如果用户没有反应，请{ the-domain }的管理员扩大配额或归档邮箱。
step-keep-queue-retry = 让邮件留在队列中，按逐步拉长的间隔正常重试数天；反复强制刷新队列只会更糟。
step-compare-size-limit = 把日志中的邮件大小与{ the-host }在 EHLO 后通告的 SIZE 值比较。有些系统在单封邮件过大时也会报“quota exceeded”。
step-request-allowing = 请{ the-domain }的管理员放行该发件人，并提供发件地址、发信 IP、带时区的时间和完整应答。
step-check-connector-auth = 如果双方同属一个单位，请检查邮件是否以已认证的方式到达：连接器、SMTP 登录、接受域。受限群组会把匿名邮件当作外部邮件。
step-compare-internal-senders = 询问{ the-domain }内部的发件人能否送达。如果可以，说明是有意限制，需要由该地址的负责人把发件人加入允许名单。
step-check-own-filters = 如果{ the-domain }的多个收件人都同样拒收，就不是个人设置的问题，应像一般拒收那样检查 SPF、DKIM、DMARC 和黑名单。
step-find-flood-source = 统计最近几小时发往{ the-address }的邮件数。来源通常是监控告警、报表、转发或循环，请从源头停掉。
step-limit-per-recipient = 限制发往该收件人的速率，并把自动通知合并为摘要。

## 步骤。管理员：收件方的 DNS 与路由

step-dig-domain = 执行 dig MX { arg-domain } 和 dig A { arg-domain }。NXDOMAIN 表示域名不存在；NOERROR 但结果为空，表示没有该类记录。
step-compare-resolvers = 分别向两个公共 DNS 和权威服务器查询（dig +trace { arg-domain }）。如果只有己方的解析器失败，问题就在己方。
step-check-registration = 查询域名注册信息（whois { arg-domain }）：如果域名此前一直正常，多半是过期或处于 clientHold 状态。
step-dig-null-mx = 执行 dig +short MX { arg-domain }。结果为“0 .”即空 MX（RFC 7505）：域名所有者声明不收邮件，也不得改投 A 记录。
step-tell-domain-owner = 通过电话或其他邮箱把查询结果告知{ the-domain }的所有者，对方自己的邮箱很可能也收不到信。
step-check-own-resolver = 检查邮件服务器所用的解析器：resolv.conf（包括 Postfix chroot 中的副本）、53 端口的 UDP 和 TCP 连通性以及解析器日志。
step-check-dnssec = 如果返回 SERVFAIL，用 dig +cd 再查一次。若能查到，说明该域名的 DNSSEC 签名有误，须由其所有者修复。
step-read-received-chain = 自下而上阅读退回邮件的 Received 头：反复交替出现的两台主机就是循环所在。
step-check-own-loop = 如果其中有己方主机，请检查该域名是否已列为本地域或中继域（mydestination、虚拟域、接受域），并确认 MX 没有指回自身。
step-check-forwardings = 检查双方是否有互相指向的转发或别名，去掉其中一个。
step-decide-relay-leg = 先看是谁拒绝的：如果是己方的发信服务器，多半是客户端没有登录；如果是对方的 MX，说明它不认为自己负责{ the-domain }的邮件。
step-check-smart-host-login = 如果通过中继（smart host）发信，请测试其登录，并确认发件域名和己方 IP 已在该中继登记。
step-recipient-admin-accepts-domain = 告知{ the-domain }的管理员：其 MX 主机没有接收该域名的配置，需要将域名加入本地域或中继域，或者改正 MX 记录。
step-check-local-domains = 检查己方服务器是否误把{ the-domain }列为本地域，或者漏列了自己的域名，并相应增删。
step-former-provider-deletes-domain = 如果域名的 MX 已指向别处，请拒收的服务商（往往是原服务商）从系统中删除该域名的绑定，并附上目前的 MX 记录。
step-bypass-stale-binding = 在此之前，可通过其他服务商，或用固定路由直接投递到{ the-domain }目前的 MX。

## 步骤。管理员：连接与 TLS

step-test-port-25 = 在邮件服务器上逐一测试各 MX 的 IPv4 和 IPv6：nc -vz { arg-host } 25。“refused”表示端口无服务，毫无反应则是防火墙拦截或主机宕机。
step-control-connect = 再测试三家无关邮件服务器的 25 端口。如果全部超时，多半是己方的 25 端口被封，这在云主机上很常见：请向云服务商申请解封，或改走 465、587 端口中继。
step-check-ipv6 = 如果只有 IPv6 失败，请优先使用 IPv4（Postfix：smtp_address_preference = ipv4 或 inet_protocols = ipv4）。
step-read-drop-phase = 在日志中查看连接在哪条命令之后断开：在问候阶段断开多半是 IP 被拦，在邮件数据之后断开多半是过滤器或路径 MTU 问题。
step-test-starttls = 执行 openssl s_client -starttls smtp -connect { arg-host }:25 -servername { arg-host }，检查协议版本、证书中的名称、证书链和有效期。
step-enable-outbound-tls = 如果对方要求加密，请为出站邮件启用 STARTTLS（Postfix：smtp_tls_security_level = may），并允许 TLS 1.2 及以上版本。
step-check-mta-sts-dane = 如果该域名启用了 MTA-STS 或 DANE，请将策略和 TLSA 记录与证书比对。不一致须由对方修复，不要因此全局关闭校验。
step-check-own-tls = 如果许多域名都失败，请检查己方：系统时间、根证书、加密套件设置，以及是否有防火墙改写 STARTTLS。
step-find-last-deferral = 在日志中找到邮件过期前最后一次暂缓的记录，那条应答才是真正的原因，应以它为准处理。
step-lengthen-queue = 检查队列保留时间（Postfix：maximal_queue_lifetime），短于两天会把短暂的故障变成退信。
step-try-other-mx = 确认{ the-domain }的所有 MX 主机都已尝试过，而不只是第一台。
step-compare-other-ip = 再从另一个网络连接测试。如果能通，说明是己方 IP 受限，属于信誉问题而不是故障。
step-report-to-recipient-admin = 如果问题持续，请通过其他渠道把完整应答以及含 IP、主机名和时间的日志发给{ the-domain }的管理员，对方可能尚未察觉。
step-ask-own-relay = 如果应答来自中继或己方服务商，请查看其服务状态页，并附完整应答提交工单；中继登录失败有时也表现为内部错误。
step-check-own-disk = 先确认是谁的空间满了。如果应答来自己方，请对 spool 目录执行 df -h 和 df -i，清理日志或陈旧的队列文件。

## 步骤。管理员：频率与发信量

step-retry-after-greylist = 首次重试安排在{ wait-time }之后不久，并至少坚持重试四小时。
step-same-ip-retry = 重试应从同一个 IP 发出：出口 IP 轮换时，灰名单永远无法通过，可为该域名固定出口。
step-ask-greylist-exempt = 如果与{ the-domain }往来频繁，可请对方管理员把己方出口 IP 加入灰名单例外。
step-lower-concurrency = 针对该目标降低并发连接数、单连接邮件数和发送速率（Postfix：smtp_destination_concurrency_limit、smtp_destination_rate_delay）。
step-back-off = 逐步退避：至少等待{ wait-time }，之后每次被拒就把间隔加倍。部分国内服务商用 550 表示限频，应按暂时失败处理。
step-find-abuse = 查找发信量的来源：统计最近 24 小时各账号、IP 和网页脚本的发信量，并查看登录记录。密码被盗、网站被入侵都很常见。
step-stop-batch = 停止正在进行的批量发送，冻结或清除该账号待发的邮件，查明原因后再继续。
step-clean-list = 清理名单中的无效地址和长期无互动的地址；无效收件人比例过高，正是被限速和封禁的主要原因。
step-warm-up = 新 IP 或新域名的发信量应在数周内逐步提高，先发给有互动的收件人。
step-secure-account = 锁定账号，注销所有会话，重设密码，检查转发和过滤规则，并清除队列中待发的邮件。
step-raise-quota-at-provider = 向服务商申请提高限额，或换用与发信量相符的套餐。
step-use-bulk-service = 通知和营销邮件改用专门的群发服务和独立子域名，以免影响日常邮件。
step-split-automatically = 把发往该目标的单次收件人数（Postfix：smtp_destination_recipient_limit）设到低于{ the-count }，由服务器自动拆分。
step-check-who-limits-count = 在日志中确认是己方发信服务器还是对方限制人数：如果是己方限制，应在己方服务器或客户端调整。
step-retry-remaining-recipients = 出现 452 时，已被接受的收件人不会受影响，只需给其余收件人重发。

## 步骤。管理员：信誉与黑名单

step-query-list = 在{ the-list }中查询{ our-ip }的状态。如果返回 127.255.255.x，或 URIBL 返回 127.0.0.1，只表示查询被拒绝，通常是因为用了公共 DNS。
step-find-list = 应答没有说明是哪个黑名单：请在常用名单（Spamhaus ZEN、SpamCop、Barracuda）中查询{ our-ip }的状态；如果都没有，就是对方的本地拦截。
step-request-delisting = 查清并消除原因后到{ the-delist }申请移除。问题没解决就申请，往往会被再次列入，而且时间更长。
step-request-delisting-unknown = 查清并消除原因后，到该黑名单的网站申请移除；如果是对方自建的名单，请联系对方的 postmaster。
step-shared-pool-ticket = 先确认{ our-ip }是否为己方独占。如果属于共享出口，请把完整的退信提交给服务商技术支持，只有 IP 的持有者才能申请移除。
step-other-egress = 在此之前，让发往该目标的邮件改走其他干净的出口 IP，或经其他网络、地区的中继投递。
step-check-domain-lists = 在 Spamhaus DBL、SURBL、URIBL 中查询发件域名、HELO 名称以及邮件中出现的每个链接域名。
step-check-hacked-site = 检查被列入的网站是否遭到入侵或被用作跳转，并彻底清理。
step-replace-listed-links = 签名和模板中不要使用被列入的链接、短链接或第三方跟踪链接，改用自己域名的链接。
step-check-auth-all = 找一封已送达的邮件查看 Authentication-Results：SPF、DKIM、DMARC 都应通过，并与 From 域名对齐。
step-watch-complaints = 到对方的 postmaster 平台登记域名和 IP，开通投诉反馈，关注投诉率和无效收件人比例，并清理长期无互动的地址。
step-open-help-url = 打开应答中给出的页面，查看具体规则或申诉入口：{ the-url }
step-look-up-provider-code = 在对方的退信代码说明中查找{ the-code }，它比状态码更准确。
step-dig-ptr = 执行 dig +short -x { arg-ip }，再对得到的主机名执行 dig +short A，结果应当指回同一个 IP。
step-request-ptr = 请 IP 的提供方（托管商、云服务商或线路运营商）把反向解析设为邮件服务器的主机名，在自己的域名里无法设置。
step-fix-helo = 为服务器设置完整的主机名，其 A 记录指向发信 IP，并用于 HELO/EHLO（Postfix：smtp_helo_name），最好与反向解析一致。
step-no-dynamic-ip = 不要从动态或拨号 IP 直接投递，请经服务商的中继并登录后发送。
step-check-ipv6-ptr = 如果被拒的是 IPv6 地址，也要为它设置反向解析，或改用 IPv4 投递。

## 步骤。管理员：SPF、DKIM、DMARC

step-evaluate-spf = 查询信封发件人域名的 TXT 记录，确认其中包含{ our-ip }的授权。如果这个 IP 不是己方的，请查明是转发、第三方服务还是冒名发信。
step-publish-spf = 在域名唯一的 v=spf1 记录中补上缺少的 IP 或 include，例如 v=spf1 ip4:192.0.2.1 include:spf.example.net -all。这种记录只能有一条；生效之前，请经已授权的出口发信。
step-count-spf-lookups = 统计 SPF 记录的查询次数：超过十次、存在两条 v=spf1 记录或 include 失效，都会使 SPF 对所有收件方失败（permerror）。
step-forwarding-srs = 如果是转发造成的，请在转发服务器上改写信封发件人（SRS），并依靠能在转发后保持有效的 DKIM。
step-wait-for-ttl = 修改后等待记录的 TTL 过期再测试；个别收件方还会缓存旧结果数小时。
step-check-dkim-record = 从 DKIM-Signature 中取出 d= 和 s=，查询 <选择器>._domainkey.<域名> 的 TXT 记录，公钥须完整并与私钥匹配。
step-find-modifier = 如果记录无误，请查找签名之后改动邮件的环节：页脚、免责声明、杀毒网关、换行转换。签名应放在最后一步。
step-sign-all-mail = 对所有外发邮件做 DKIM 签名，密钥 2048 位，d= 使用 From 域名；群发平台和程序发信也要包括在内。
step-check-dmarc-alignment = 把 From 域名与信封发件人域名、签名的 d= 比较：DMARC 要求其中至少一项验证通过且与 From 域名一致。
step-align-service = 让第三方服务使用己方的退信域名或以己方域名签名；在此之前，应为其换用有权使用的 From 域名。
step-rewrite-from-on-lists = 如果邮件经过邮件列表或转发，应由其改写 From，或保持原邮件不被改动。
step-read-dmarc-reports = 查看 rua 地址收到的汇总报告，了解哪些来源验证失败、是否属于己方。
step-publish-dmarc = 在 _dmarc.<域名> 发布记录，先用 v=DMARC1; p=none; rua=mailto:dmarc@example.com，待报告正常后再收紧。
step-check-if-ours = 先用 Message-ID 和 Received 头确认被拒的邮件是否出自己方。如果是冒名发送，己方的邮件系统无须修改。

## 步骤。管理员：内容、格式与大小

step-check-urls = 在 URL 黑名单中检查邮件里的所有链接，并用同一内容的纯文本版本测试；纯图片邮件和第三方链接是常见原因。
step-appeal-to-filter = 如果内容正常，请把原邮件和应答一并提交给{ the-postmaster }申诉；拒收的是{ the-provider }的过滤系统。
step-bisect-content = 依次去掉附件、链接、签名各测试一次，找出被拒的部分。
step-who-refused-content = 在日志中确认拒收方：是己方的过滤器或中继，还是对方在 DATA 之后拒绝。只有己方的规则可以自行调整。
step-sanitise-templates = 如果是网页表单或程序发信，不要把用户填写的内容（姓名、留言）直接放进主题和正文，并防止表单被滥用。
step-scan-message = 用最新的杀毒引擎扫描原邮件和发信主机，并在日志中查找带有同一文件的其他邮件。
step-isolate-host = 如果确认是病毒，请把该机器断网，重置在其上使用过的密码，并清除队列中的同类邮件。
step-report-false-positive = 如果多个引擎都未发现问题，请向杀毒厂商和{ the-postmaster }报告误判。
step-list-attachments = 列出邮件各部分的名称和类型，压缩包再往里看一层：程序、脚本、宏、ISO 镜像和加密压缩包都是常被拒收的类型。
step-offer-link-service = 让服务器把过大或会被拦截的附件自动转为自有下载服务的链接，并把相关限制告知用户。
step-ask-exception = 只有业务上确实需要往来这种类型或大小的文件时，才请{ the-domain }的管理员设置例外。
step-validate-message = 按 RFC 5322 检查原邮件：From、Date 有且仅有一个，Message-ID 唯一，Subject、To、Cc 至多一个，邮件头都有冒号，且不含未编码的非 ASCII 字符。
step-fix-line-ends = 每行以 CRLF 结尾，长度不超过 998 字节；程序生成的超长行应改用 quoted-printable 或 base64 编码。
step-repair-generator = 修正生成该邮件的程序、扫描仪或网页表单，或让己方服务器在提交时补全缺少的邮件头。
step-check-conversion = 如果下一跳不支持 8BITMIME 或 SMTPUTF8，邮件需先行转换：请启用转换，或以 7bit 形式发送。
step-who-limits-size = 确认限制来自哪里：己方（Postfix：message_size_limit）、中继，还是{ the-host }通告的 SIZE 值。编码后的邮件约为文件大小的 1.37 倍。
step-raise-own-limit = 如果是己方限制，请在服务器及其前面的过滤网关一并调高；但超过对方上限没有意义。

## 步骤。管理员：发信登录与发件人

step-read-auth-log = 查看当时的认证日志（SASL、Dovecot）：密码错误、用户不存在、账号被锁和认证服务故障，在客户端看来都一样。
step-test-login = 手工测试登录：openssl s_client -connect { arg-host }:465 -quiet，再用测试账号执行 AUTH LOGIN，或使用 swaks 的 --auth 选项。
step-renew-relay-credentials = 如果是中继拒绝了己方服务器，请更新保存的密码或授权码（Postfix：smtp_sasl_password_maps）并重新加载。
step-allow-smtp-auth = 检查该账号和租户是否允许 SMTP 登录，以及客户端使用的认证方式和加密方式是否受支持。
step-look-for-guessing = 检查是否有来自陌生 IP 的大量登录失败：可能有人在猜密码，账号因此被锁定。
step-compare-sender-and-login = 在日志中比对 MAIL FROM、From 头与登录名，多数服务器要求三者一致。
step-grant-send-as = 授予该账号以此地址发信的权限（Postfix：smtpd_sender_login_maps），或在服务商处登记为别名或已验证的发件人。
step-make-sender-reachable = 如果对方会回拨验证，请确保发往{ the-sender }的邮件能被接收，空发件人 <> 也不例外。
step-dig-sender-domain = 在两个公共 DNS 上对{ the-sender }的域名执行 dig MX 和 dig A：必须能解析，且不能是空 MX。
step-publish-sender-mx = 为发件域名发布 MX 记录（及其主机的 A 记录），只用于发信的子域名也一样。
step-renew-domain = 检查发件域名是否已续费、所有权威 DNS 是否正常应答、DNSSEC 签名是否有效。
step-fix-local-hostname = 检查是否以 root@localhost 或内部主机名作为发件人，改用真实域名（Postfix：myorigin 或 generic 映射）。
step-ask-reinstatement = 向服务商说明事情经过和处理措施，申请恢复账号或租户的发信权限；许多服务商只有在收到说明后才会解封。
step-appeal-to-own-provider = 如果邮件确属正常，请把原邮件和应答提交给服务商技术支持，申请更正判定。
step-route-through-login = 客户端和设备应通过域名所在服务商的 465 或 587 端口登录后发信，不要经代理或其他服务器。
step-look-up-suppression = 在禁发名单中查看{ the-address }的条目：加入日期和原因（退信、投诉、退订或人工添加）。
step-confirm-before-removal = 在改动之前，先通过其他渠道请收件人确认该地址有效。
step-remove-suppression = 如果当初是误判或早已过时的退信，可删除条目并试发一封；再次硬退信就重新加入。
step-respect-complaint = 如果对方曾投诉或退订，请保留该条目。

## 步骤。管理员：原因不明的拒收与协议问题

step-stage-tells = 注意是哪条命令被拒：连接或 MAIL FROM 阶段多与 IP、发件人有关，RCPT TO 阶段多与地址或其规则有关，DATA 之后多与内容有关。
step-query-usual-lists = 在常用黑名单中查询{ our-ip }和发件域名的状态，许多收件方并不说明使用了哪个名单。
step-other-mail-passes = 在日志中查看发往{ the-domain }的其他邮件能否通过。如果能，问题在这个发件人或这封邮件；如果都不能，问题在己方 IP。
step-look-at-earlier-reply = 查看这条应答之前的应答：“bad sequence”“need RCPT”之类多半只是前一行收件人或发件人被拒的后果。
step-trace-session = 记录一次完整会话（Postfix 可用 debug_peer_list，或用 swaks 连接 { arg-host } 测试），看是哪条命令或参数被拒。
step-reduce-extensions = 对该目标关闭 PIPELINING、CHUNKING、SMTPUTF8 或 DSN 参数后再试（Postfix：smtp_discard_ehlo_keyword_address_maps）。
step-check-middlebox = 检查中间是否有防火墙或扫描设备改写 SMTP（问候语成串星号、命令变成 XXXX），并关闭其 SMTP 检测。
step-ask-for-reason = 向{ the-postmaster }询问原因，并提供发信 IP、带时区的时间、发件人、收件人和完整应答。

## 步骤。警告：反向散射与伪造退信

step-ignore-backscatter = 这封被退回的邮件不是您发的，有人冒用了您的地址。您无须处理，也不要打开其中的链接和附件。
step-publish-against-forgery = 为域名发布 SPF，并把 DMARC 策略设为 quarantine 或 reject，让收件方直接拒收冒名邮件，而不是退信。
step-do-not-click = 不要打开这封邮件中的链接或附件，也不要输入密码：它只是伪装成退信。请报告给邮件管理员。

## 步骤。特定服务商与名单的步骤，由规则按名称引用

step-alibaba-smtp-server = 在邮件软件中把发信服务器设为 smtp.qiye.aliyun.com，端口 465 并启用 SSL，用完整邮箱地址和密码（或客户端专用密码）登录，中间不要经过代理或其他服务器。
step-alibaba-domain-binding = 查看{ the-domain }的 MX 记录。如果已指向别处，说明阿里邮箱仍保留旧的域名绑定：请联系原服务商（阿里邮箱）删除该域名，并提供目前的 MX。
step-alibaba-ticket = 阿里邮箱使用共享的出口 IP，客户自己无法申请解封。请提交工单，把完整的退信发给阿里邮箱技术支持，由其联系对方解除屏蔽。
step-alibaba-trace-id = 查看应答中 ANTISPAM_BAT 之后的文字（如“spf check failed”“too frequently sending”），那才是真正的原因；提交工单时请附上方括号中的编号。
step-yahoo-sender-hub = 在 Yahoo Sender Hub（senders.yahooinc.com）登记域名，开通投诉反馈，并提交复核申请；AOL 也由它处理。
step-microsoft-delist = 在微软的解封页面 sender.office.com 提交应答中的 IP；如果页面不受理该代码，请把退信转发到 delist@messaging.microsoft.com。
step-microsoft-snds = 在微软的 SNDS 和投诉反馈计划 JMRP 登记 IP，可了解 Outlook.com 对来信的评价。
step-microsoft-restricted-user = 在 Microsoft Defender 门户中先处理好账号安全，再将其从“受限实体”中移除。
step-google-postmaster-tools = 在 Google Postmaster Tools 登记域名，把垃圾邮件投诉率控制在 0.3% 以下，并对照其发件人要求逐项检查。
step-spamhaus-check = 在 check.spamhaus.org 查询 IP 或域名。CSS、XBL 可自助移除，SBL 须由网络所有者申请；如果是 PBL，应改经中继发信。
step-spamcop-wait = SpamCop 的条目在最后一次举报约一天后自动失效：堵住源头，然后等待即可。
step-uceprotect-wait = UCEPROTECT 的条目七天后自动失效。2、3 级列入的是整个网段，问题在服务商而不在您，无须付费移除。
step-trend-micro-request = 在 ers.trendmicro.com 查询该 IP 并申请重新评定；如果是共享出口 IP，应由服务商办理。
step-talos-ticket = 在 talosintelligence.com 查询该 IP 的信誉，并提交信誉申诉。
step-tencent-appeal = 通过 QQ 邮箱应答中给出的帮助页面申诉，附上应答中的 IP 和邮件内容。
step-netease-appeal = 打开网易应答中的链接，上面有该代码（如 DT:SPM、HL:IPB）的解释和申诉入口。
step-sohu-cached-verdict = SPF 记录修复后请等待一段时间：搜狐会缓存旧的判定，应答中的“Sender ERROR C”即表示缓存结果。
step-carrier-mail-filter = 请{ the-recipient }在手机运营商邮箱的设置中允许您的域名：这类系统对“地址不存在”和“被过滤”使用同样的文字。

## 原因分组

group-recipient = 收件人邮箱
group-domain = 收件域名与路由
group-network = 网络连接
group-system = 对方系统故障
group-rate = 数量与频率
group-reputation = 发信方信誉
group-authentication = 发件人身份验证
group-content = 邮件内容与格式
group-submission = 发信方自身
group-policy = 规则与协议
group-unspecified = 原因不明

## 由谁处理

party-sender-user = 您（发件人）
party-sender-admin = 您单位的邮件管理员
party-recipient = 收件人
party-recipient-admin = 收件人的邮件管理员
party-network = 无特定责任人：中间的网络或 DNS
party-nobody = 暂时无须处理

## 步骤前的简短标记：由谁执行

actor-you = 您
actor-mail-admin = 您的邮件管理员
actor-provider = 您的服务商
actor-recipient = 收件人
actor-recipient-admin = 对方管理员

## 持续性

permanence-permanent = 永久性失败：如果不作改变，同样的邮件仍无法送达。
permanence-temporary = 暂时性失败：稍后重试可能成功。
permanence-either = 可能是永久的，也可能是暂时的，以应答码为准。

## 何时重发

retry-later = { $wait ->
    [none] 稍后再发送，邮件服务器通常会自动重试。
   *[other] 等待 { $wait }后再发送，邮件服务器通常会自动重试。
}
retry-other-route = 换一台服务器或其他服务商发送，或等发信服务器解除限制后再发。
retry-split = 减少每封邮件的收件人数，分批重发。
retry-after-fix = 解决问题之后再发送，在此之前重发仍会被拒。
retry-by-code = 代码以 4 开头时可稍后重试，以 5 开头时应先查明原因。
retry-no = 不要再向该地址发送同样的邮件。

## 是否停止向该地址发信

suppress-now = 请停止向该地址发信，直到收件人提供正确的地址。
suppress-after-repeats = 暂时保留该地址；如果数天内多次出现同样情况，再停止发信。
suppress-no = 请保留该地址，问题不在收件地址。
suppress-already = 己方已经停止向该地址发信。

## 影响范围

scope-address = 仅此收件地址
scope-domain = 与该域名有关的所有邮件
scope-host = 发往该服务器的所有邮件
scope-ip = 从该 IP 发出的所有邮件
scope-sender = 该发件人或发件域名的所有邮件
scope-message = 仅此邮件
scope-session = 仅此次服务器会话

## 发信服务器当时所处的阶段

stage-connect = 正在连接对方服务器
stage-greeting = 正在等待对方服务器的问候
stage-ehlo = 正在自报主机名（EHLO/HELO）
stage-starttls = 正在切换到加密连接（STARTTLS）
stage-auth = 正在登录（AUTH）
stage-mail-from = 正在声明发件人（MAIL FROM）
stage-rcpt-to = 正在声明收件人（RCPT TO）
stage-data = 正在请求传输邮件（DATA）
stage-end-of-data = 已传完整封邮件，等待接收（DATA 结束）
stage-queue = 正在队列中等待重试
stage-local = 正在向本系统内的邮箱投递

## 结论的可信度

certainty-high = 高：服务器的原话已相当明确。
certainty-medium = 中：这种说法通常是这个意思。
certainty-low = 低：仅凭代码或含糊的字眼推断。

## 邮件种类

kind-failed = 有邮件未能送达。
kind-delayed = 邮件投递延迟，服务器仍在重试。
kind-delivered = 邮件已送达。
kind-relayed = 邮件已转交给不提供送达回执的系统。
kind-expanded = 邮件已被接收，并转发给列表成员。
kind-auto-reply = 这是自动回复，邮件本身已经送达。
kind-read-receipt = 这是阅读回执，说明收件人如何处理了邮件。
kind-complaint = 有收件人将邮件举报为垃圾邮件。
kind-dmarc-report = 这是关于以该域名名义发出的邮件的报告（DMARC）。
kind-challenge = 对方系统要求发件人先确认，然后才投递邮件。
kind-other = 这封邮件与投递结果无关。

## 单个收件人的结果

action-failed = 未送达
action-delayed = 延迟
action-delivered = 已送达
action-relayed = 已转交
action-expanded = 已分发给列表
complained = 提出了投诉（{ $type }）

## 反向散射：被退回的邮件不是己方所发

backscatter = 您的邮件没有被退回，是有人冒用了您的地址
    .sender = 被退回的邮件没有经过您的邮件系统，并不是您写给{ the-recipient }的。这封退信可以直接删除，您这边不需要修改任何东西。
    .admin = 被退回邮件的 Received 路径、Message-ID 和签名都不属于己方的域名和 IP，是冒名邮件，己方从未向{ the-recipient }发过信。
backscatter-who = 无须任何人处理
backscatter-certainty = 中：在被退回的邮件中没有找到己方主机的痕迹。
backscatter-retry = 没有需要重发的邮件。
backscatter-suppress = 该地址维持原状，己方并没有给它发过信。

## 警告

warning-truncated = 邮件内容不完整，以下结论可能有遗漏。
warning-charset = 部分内容的编码无法确定，个别文字可能有误。
warning-backscatter = 被退回的邮件似乎不是您发的，可能有人冒用了您的地址。
warning-imitation = 这封邮件看起来像退信，但很可能是伪造的，请勿打开其中的链接和附件。
conflict = 应答的文字与代码不一致：{ $status } 的含义是“{ $cause }”。

## 自动检查

check-mx = 域名的邮件服务器
check-null-mx = 域名是否声明不收邮件
check-domain = 域名是否存在、能否解析
check-typo = 疑似拼写错误
check-address = 地址格式
check-smtp = 与邮件服务器的连接
check-spf = SPF 记录
check-dkim = DKIM 签名
check-dmarc = DMARC 策略与对齐
check-ptr = 反向解析
check-helo = HELO 主机名
check-blocklist = 黑名单
check-size = 邮件大小
check-recipient-count = 收件人数量
check-attachment = 附件
check-content = 正文与链接
check-message = 邮件结构
check-tls = 加密与证书
check-history = 以往投递记录
check-login = 登录与发信设置

## 标签

label-who = 由谁处理
label-steps = 处理步骤
label-retry = 何时重发
label-suppress = 是否停发
label-evidence = 判断依据
label-reply = 服务器原话
label-rule = 规则
label-status = 状态码
label-recipient = 收件人
label-original-recipient = 原始收件人
label-remote = 拒收服务器
label-reporting = 报告服务器
label-retry-until = 重试截止
label-provider = 服务商
label-stage = 发生阶段
label-facts = 细节
label-alternatives = 其他可能
label-cause = 原因
label-codes = 常见代码
label-examples = 示例
label-names = 其他系统中的名称
label-mail-from = 发件人
label-mail-subject = 主题
label-mail-date = 日期
label-for-sender = 给发件人
label-for-admin = 给管理员
label-certainty = 可信度
label-warnings = 注意
label-group = 分组
label-meaning = 含义
label-sources = 来源
label-attributes = 属性
label-reply-code = 应答代码
label-as = { $vocabulary } 中的名称
label-permanence = 能否自行恢复
label-scope = 影响范围
label-texts = 常见原话
label-until = 离开至
label-instead = 请改写给
fact-blocklist = 黑名单
fact-listed-ip = 被列入的 IP
fact-limit-bytes = 大小上限
fact-limit-recipients = 收件人数上限
fact-retry-after = 重试前等待
fact-provider-code = 服务商代码
fact-help-url = 说明页面

## 命令行消息

error-not-found = { $path }：文件或目录不存在
error-unreadable = { $path }：无法读取（{ $reason }）
error-unwritable = { $path }：无法写入（{ $reason }）
error-empty = { $path }：文件为空
error-binary = { $path }：不是邮件或文本文件
error-no-mail = { $path }：该目录中没有邮件
error-no-text = 标准输入中没有内容
error-empty-text = 文字内容为空
error-unknown-cause = { $suggestion ->
    [none] { $name }：没有这个名称的原因
   *[other] { $name }：没有这个名称的原因，您是否想输入 { $suggestion }？
}
error-not-explained = { $path }：其中没有投递失败的记录，也没有服务器应答
error-damaged = { $path }：{ $packing } 压缩数据已损坏或不完整，只读取了损坏处之前的内容
error-bomb = { $path }：{ $packing } 压缩数据解压后大得异常，已停止读取
error-too-deep = { $path }：压缩了多层，请先解压
error-window = { $path }：解压这份 zstd 数据所需的内存超过上限，请先用 zstd -d --long=31 解压
error-too-many-members = { $path }：压缩包中的文件太多，只读取了前面一部分，请先解压，再指定解压后的目录
error-nested-archive = { $path }：不会打开压缩包中的压缩包，请先解压外层压缩包
error-encrypted = { $path }：有密码保护，请先用密码解压
error-unknown-method = { $path }：压缩方式无法识别，请先用制作该压缩包的软件解压
error-too-large = { $path }：这个 zip 压缩包太大，只能作为单独的文件读取，请先另存为 .zip 文件，再指定该文件
error-outlook = { $path }：Outlook 邮件文件已损坏
progress = { $count } 封邮件
hint-stdin = 提示：正在读取标准输入，请粘贴邮件或应答内容，按 Ctrl-D 结束（Windows 上为 Ctrl-Z 加回车）
recipients-more = 另有 { $count } 个
basis-status = 没有决定性的文字，仅依据状态码 { $status } 判断。
basis-reply-code = 没有决定性的文字，仅依据应答代码 { $code } 判断。
basis-none = 其中没有任何内容说明原因。
reply-none = 报告中没有引用服务器的原话。
note-check = （检查：{ $check }）
reason-permission = 没有权限
error-output = 结果无法写出（{ $reason }）
error-no-knowledge = { $path }：该目录中没有规则、原因或文本
error-unknown-vocabulary = { $suggestion ->
    [none] { $name }：没有这个名称的词汇表，可用的有 { $known }
   *[other] { $name }：没有这个名称的词汇表，您是否想输入 { $suggestion }？
}
error-unknown-code = { $name }：没有原因对应这个状态码
error-step-without-text = steps.toml：步骤“{ $step }”在 text/{ $language }.ftl 中没有文本“step-{ $step }”
error-text-not-translated = { $path }:{ $line }：文本“{ $name }”在语言 { $other } 中缺失
knowledge-good = { $rules } 条规则、{ $examples } 个示例、{ $texts } 条文本：没有问题
causes-of-code = 与状态码 { $code } 对应的原因
summary-many = 共 { $count } 封邮件，{ $failed ->
    [0] 没有投递失败
   *[other] 投递失败 { $failed } 个
}

## 时长

duration-seconds = { $count } 秒
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时
duration-days = { $count } 天
