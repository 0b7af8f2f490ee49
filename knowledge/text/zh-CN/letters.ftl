### 写给能帮上忙的人的信。读信的是收信方，所以信中的“我方”指发件一方。
###
### 未知的事实是一处待填写的标记（letter-blank）；只有变量 cause、headline、happened、about、
### their-domain、list、provider 未知时取值 "none"。
###
### 信中不写没有依据的话。只有发件人自己知道的内容，一律留作待填写的标记。

## 各种信共用的部分

letter-blank = 【请填写：{ $what }】
letter-facts = 相关信息：
letter-reply = 完整的退信回复：
letter-reply-for-admin = 邮件系统的原始回复（供您的邮件管理员参考）：
letter-found = 我方已检查：
letter-steps = 需要处理的事项：

letter-fact-time = 发送时间：{ $value }
letter-fact-message-id = Message-ID：{ $value }
letter-fact-sender = 发件人：{ $value }
letter-fact-domain = 发件域名：{ $value }
letter-fact-recipient = 收件人：{ $value }
letter-fact-ip = 发信 IP 地址：{ $value }
letter-fact-helo = 发信主机名（HELO）：{ $value }
letter-fact-host = 拒收的服务器：{ $value }
letter-fact-volume = 我方的发信量：{ $value }
letter-fact-mended = 问题的起因及已采取的措施：{ $value }
letter-fact-website = 载有我方信息的网站：{ $value }
letter-fact-name = 姓名：{ $value }
letter-fact-company = 单位：{ $value }
letter-fact-email = 联系邮箱：{ $value }
letter-fact-phone = 联系电话：{ $value }

letter-blank-time = 邮件的发送时间（含时区）
letter-blank-message-id = 邮件的 Message-ID
letter-blank-sender = 发件人地址
letter-blank-domain = 发件域名
letter-blank-recipient = 收件人地址
letter-blank-ip = 发信服务器的 IP 地址
letter-blank-helo = 发信服务器的主机名（HELO）
letter-blank-host = 拒收的服务器
letter-blank-volume = 每天的发信量和收件对象
letter-blank-mended = 起因以及已采取的措施，只写属实的内容
letter-blank-website = 载有单位名称和地址的网页
letter-blank-name = 您的姓名
letter-blank-company = 您的单位
letter-blank-email = 可以联系到您的邮箱
letter-blank-phone = 您的电话

letter-on-list = { $list ->
    [none] 黑名单
   *[other] 黑名单 { $list }
}
letter-about = { $about ->
    [none] { "" }
   *[other] （《{ $about }》）
}

## 写给对方的邮件管理员

letter-postmaster-subject = { $cause ->
    [mailbox-disabled] 邮箱 { $recipient } 无法收信
    [ip-blocklisted] { $their-domain } 拒收来自 { $ip } 的邮件
   *[other] { $their-domain } 拒收来自 { $sender } 的邮件
}
letter-postmaster-greeting = { $their-domain } 的邮件管理员：您好！
letter-postmaster-what = 贵方的邮件系统没有接收 { $sender } 发给 { $recipient } 的一封邮件。按我方对其回复的理解，原因是：“{ $headline }”。
letter-postmaster-ask = { $cause ->
    [ip-blocklisted] 据回复称，发信地址 { $ip } 列在{ letter-on-list }上。请核实是否仍需因此拒收；如不需要，烦请放行来自该地址的邮件。如果我方需要先作改动，请告知具体内容。
    [domain-blocklisted] 据回复称，邮件中的某个域名列在{ letter-on-list }上。请核实是否仍需因此拒收。如果我方需要先作改动，请告知具体内容。
    [reputation-poor] 请告知贵方对我方服务器的评价依据；如属误判，烦请放行。如果我方需要先作改动，请告知具体内容。
    [policy-refused] 请告知这封邮件违反了贵方的哪一条规则，以及需要怎样修改才能被接收。如属误拦，烦请放行此类邮件。
    [spam-detected] 请在日志中查看这封邮件为何被判为垃圾邮件。如属误判，烦请纠正或放行该发件人；如非误判，请告知邮件中的哪些内容导致了这一判断。
    [content-refused] 请在日志中查看邮件中的哪些内容被拒绝。如属误判，烦请纠正或放行该发件人；如非误判，请告知原因。
    [attachment-refused] 请告知贵方接受哪些类型、多大的附件，或者可以通过什么其他方式把文件交给收件人。
    [mailbox-disabled] 请告知该邮箱是否会恢复收信，并请转告收件人：我方的邮件未能送达。
    [recipient-not-allowed] 该地址似乎只接收特定发件人的邮件。请告知能否将 { $sender } 加入许可名单，或者我方应改写哪个地址。
   *[other] 请告知邮件被拒收的原因，以及需要怎样修改才能被接收。
}
letter-postmaster-closing =
    以上信息仅涉及这一封邮件。感谢您的协助。

    此致
    { $name }
    { $company }

letter-postmaster-elsewhere-subject = 邮件无法送达 { $their-domain }
letter-postmaster-elsewhere-greeting = { $their-domain } 的管理员：您好！
letter-postmaster-elsewhere-what = { $sender } 发给 { $recipient } 的一封邮件未能送达。按我方对退信的理解，原因是：“{ $headline }”。写给贵方邮件管理员的邮件会走同一条路，所以改用其他方式与您联系。
letter-postmaster-elsewhere-ask = { $cause ->
    [domain-no-mail] 从目前的 DNS 记录看，{ $their-domain } 不接收任何邮件。如果并非有意如此，请修正该域名的 MX 记录。
    [dns-failure] { $their-domain } 的邮件服务器无法正常查询。请检查该域名的域名服务器；如果启用了 DNSSEC，也请检查签名。
    [routing-loop] 贵方的邮件服务器之间循环转发，邮件最终被放弃。请检查应由哪一台服务器接收 { $their-domain } 的邮件。
    [relay-denied] DNS 为 { $their-domain } 指定的服务器称自己不负责该域名。请在该服务器上添加此域名，或将 MX 记录指向正确的服务器。
    [connection-timeout] 无法与 { $their-domain } 的邮件服务器建立连接。请检查服务器是否正常运行，以及防火墙是否拦截了我方地址 { $ip }。
    [connection-failed] 无法与 { $their-domain } 的邮件服务器建立连接。请检查服务器是否正常运行，以及防火墙是否拦截了我方地址 { $ip }。
    [tls-failure] 无法与 { $their-domain } 的邮件服务器协商加密连接。请检查其证书以及所支持的 TLS 版本。
    [system-full] 贵方的邮件系统称存储空间已满。请检查磁盘。
   *[other] 贵方的邮件系统报告了自身的故障。烦请查看。
}
letter-postmaster-elsewhere-closing =
    以上信息仅涉及这一封邮件。感谢您的协助。

    此致
    { $name }
    { $company }

## 写给服务商的客服

letter-provider-subject = { $cause ->
    [ip-blocklisted] 来自 { $ip } 的邮件被拒收
    [reputation-poor] 来自 { $ip } 的邮件被拒收
    [rate-limited] 来自 { $ip } 的邮件受到限制
   *[other] 来自 { $domain } 的邮件被拒收
}
letter-provider-greeting = { $provider ->
    [none] 邮件服务团队
   *[other] { $provider }的邮件服务团队
}：您好！
letter-provider-what = 贵方的邮件系统没有接收 { $sender } 发给 { $recipient } 的一封邮件。按我方对其回复的理解，原因是：“{ $headline }”。
letter-provider-ask = { $cause ->
    [ip-blocklisted] 请核实是否仍需拒收来自我方地址 { $ip } 的邮件；如不需要，烦请解除限制。如果我方需要先作改动，请告知具体内容。
    [reputation-poor] 请告知贵方对我方地址 { $ip } 的评价依据；如属误判，烦请解除限制。如果我方需要先作改动，请告知具体内容。
    [domain-blocklisted] 请告知贵方拒收我方邮件中的哪个域名及其原因；如属误判，烦请纠正。
    [rate-limited] 请告知我方地址 { $ip } 适用哪些限制，以及除发信量之外是否另有原因。我方的发信量：{ $volume }
    [spam-detected] 请查看这封邮件为何被判为垃圾邮件。如属误判，烦请纠正；如非误判，请告知邮件中的哪些内容导致了这一判断。
    [content-refused] 请查看邮件中的哪些内容被拒绝。如属误判，烦请纠正；如非误判，请告知原因。
    [policy-refused] 请告知这封邮件违反了贵方的哪一条规则，以及需要怎样修改才能被接收。
   *[other] 请告知邮件被拒收的原因，以及需要怎样修改才能被接收。
}
letter-provider-closing =
    感谢您的协助。

    此致
    { $name }
    { $company }

## 写给黑名单的维护者

letter-delisting-subject = { $list ->
    [none] 申请将 { $listed } 移出贵方黑名单
   *[other] 申请将 { $listed } 移出 { $list }
}
letter-delisting-greeting = 您好！
letter-delisting-what = { $list ->
    [none] 来自 { $listed } 的邮件被拒收，回复称其列在贵方的黑名单上。特申请移除。
   *[other] 来自 { $listed } 的邮件被拒收，回复称原因是其列在 { $list } 上。特申请移除。
}
letter-delisting-ask = 如果移除还需要其他信息，请告知。
letter-delisting-closing =
    此致
    { $name }
    { $company }

## 给收件人的便条，通过电话、聊天软件或其他地址转达

letter-note-to-recipient-subject = 我发给您的邮件没有送达
letter-note-to-recipient-greeting = 您好！
letter-note-to-recipient-what = 我于 { $time } 发往 { $recipient } 的邮件{ letter-about }没有送达。从退信来看，原因是：“{ $headline }”。
letter-note-to-recipient-ask = { $cause ->
    [mailbox-full] 您的邮箱已没有空间。请删除或转移不再需要的邮件，并清空已删除邮件和垃圾邮件文件夹，然后告诉我，我好再发一次。
    [user-unknown] 这个地址对吗？请逐个字母告诉我正确的写法，或者换一个地址给我。
    [recipient-syntax] 这个地址对吗？请逐个字母告诉我正确的写法，或者换一个地址给我。
    [mailbox-moved] 请告诉我您的新地址。
    [domain-not-found] 这个地址对吗？请逐个字母告诉我正确的写法。如果没有写错，请转告您的邮件管理员：该域名查询不到。
    [mailbox-disabled] 您的邮箱似乎已被锁定或停用。请向邮箱管理员询问，恢复之前请给我另一个地址。
    [recipient-refused] 您的邮箱拒收我的地址 { $sender }。如果并非有意，请将其移出黑名单，或加入通讯录。
    [recipient-not-allowed] 该地址只接收特定发件人的邮件。请让管理员许可 { $sender }，或者给我另一个地址。
    [recipient-rate-limited] 目前发往您邮箱的邮件过多。如有急事，请给我另一个地址。
    [message-too-big] 邮件超过了您的邮件系统允许的大小。请告诉我邮件最大可以多大，或者您希望用什么其他方式接收文件。
    [attachment-refused] 您的邮件系统不接收这个附件。请告诉我您希望用什么其他方式接收文件。
    [spam-detected] 您的邮件系统把我的邮件当成了垃圾邮件。请将 { $sender } 加入通讯录或白名单，并请邮件管理员查看原因。
    [content-refused] 您的邮件系统拒绝了我邮件中的某些内容。请将 { $sender } 加入白名单，并请邮件管理员查看是什么内容。
    [policy-refused] 您的邮件系统因某条规则拒收了我的邮件。请将此信转给邮件管理员，请其放行。
    [delivery-expired] 我方的邮件系统尝试了数天仍未成功。请向您的邮件管理员询问是否有故障，在此之前请给我另一个地址。
    [unspecified] 退信没有说明原因。请让您的邮件管理员查看，在此之前请给我另一个地址。
   *[other] 故障似乎出在{ $their-domain ->
        [none] 您的邮件系统
       *[other] { " " }{ $their-domain } 的邮件系统
    }。请将此信转给其管理员，在此之前请给我另一个地址。
}
letter-note-to-recipient-closing =
    此致
    { $name }

## 给己方邮件管理员的便条

letter-note-to-admin-subject = { $their-domain ->
    [none] 我方邮件被拒收：{ $headline }
   *[other] 我方发往 { $their-domain } 的邮件被拒收：{ $headline }
}
letter-note-to-admin-greeting = 您好！
letter-note-to-admin-what = { $sender } 发给 { $recipient } 的一封邮件未能送达。{ $happened }
letter-note-to-admin-ask = 烦请处理，发件人自己无法解决。
letter-note-to-admin-closing =
    谢谢！
    { $name }

## 信件如何展示给发信的人

letter-label-to = 收信方
letter-label-subject = 主题
letter-label-fill-in = 待填写
letter-label-mend-first = 先行修复
letter-kind-postmaster = 写给收件方的邮件管理员
letter-kind-provider = 写给服务商的客服
letter-kind-delisting = 黑名单移除申请
letter-kind-colleague = 给同事或收件人的便条
letter-to-form = 此页面上的表单：{ $url }
letter-to-unknown = 通过其他方式，例如电话、聊天软件或其他地址
letter-mend-first = 检查项 { $checks } 发现我方存在问题，修复之后这样的信才有用
error-letters-in-csv = 表格中放不下信件；请使用 csv 以外的格式
letter-none = 此处不需要写信：{ $headline ->
    [none] 没有可以向谁询问的失败。
   *[other] “{ $headline }”不必写信，或者回复没有说明应当写给谁。
}
