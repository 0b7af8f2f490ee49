### 一次发送的收件人是否太多：recipient-count 检查。

recipient-count-good = 邮件有 { $count } 个收件人，沿途各方都能一次接收。
recipient-count-none = 邮件没有收件人。
recipient-count-account = { $who } 规定一封邮件最多发给 { $limit } 人，这封有 { $count } 人，会被整封拒绝。
recipient-count-announced = { $who } 声明一次最多收 { $limit } 个收件人，而这封邮件有 { $count } 人在那里。不读取该声明的发信程序会收到拒绝。
recipient-count-receiver = { $who } 一次最多收 { $limit } 个收件人，而这封邮件有 { $count } 人在那里，超出的会被拒绝或推迟。
recipient-count-least = 这封邮件有 { $count } 个收件人在 { $who }。任何服务器都应能一次收 { $limit } 人，再多就看对方愿不愿意，而且看上去像垃圾邮件。
recipient-count-domains = { $who } 声明一次最多收 { $limit } 个域的收件人，而这封邮件有 { $count } 个域。
recipient-count-fix = 分成 { $lots } 批发送，每批最多 { $limit } 人；或者改用邮件列表。
