### 控制台页面，写给日常收发邮件的人和邮件系统管理员。

## 每一页的框架

web-name = Tuixin 退信
web-skip = 跳到正文
web-nav = 页面
web-nav-explain = 解读退信
web-nav-knowledge = 退信知识
web-language-en = English
web-language-zh-CN = 中文
web-schemes = 配色
web-scheme-system = 跟随系统
web-scheme-light = 浅色
web-scheme-dark = 深色
web-footer = 读懂退信，告诉您接下来怎么办。
web-back-to-start = 回到首页
web-back-to-page = 返回该页面

## 找不到的页面

web-missing-title = 没有这个页面
web-missing-text = 可能是网址输错了，也可能是页面已被移除。
web-gone-title = 这份解读已经不再保留
web-gone-text = 解读结果只保留十分钟，之后就会删除。请把退信重新提交一次。
web-trouble-title = 这里出了点问题
web-trouble-text = 不是您的操作有误，请再试一次。如果反复出现，请告诉这台服务器的管理员。
web-wrong-link-title = 这个网址不完全正确
web-wrong-link-text = 问号后面的内容不是本页能识别的，去掉之后即可打开。
web-stale-form-title = 这份表单无法接受
web-stale-form-text = 它属于已经结束的会话，或是由其他网站的页面发来的。没有做任何更改。请刷新页面后重新提交。
web-bad-form-title = 提交的内容无法读取
web-bad-form-text = 内容过大、传输过慢，或不是本页的表单。没有做任何更改，请返回重试。
web-other-host-title = 这台服务器使用另一个名称
web-other-host-text = 为防止其他网站冒充，服务器只接受它认识的名称。请用它自己的地址打开，例如 http://127.0.0.1:8025。如果浏览器中的名称没有错，请管理员在配置中将其写入 server.public_url。
web-too-often-title = 请求过于频繁
web-too-often-text = 来自您这里的请求超过了处理上限。没有做任何更改，请稍候再试。

## 提交退信

web-ask-title = 邮件为什么被退回？
web-ask-intro = 把退信的内容粘贴进来，只有报错的那一行也可以。您会看到发生了什么、该由谁处理、现在怎么做。
web-ask-label = 退信内容
web-ask-placeholder = 550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown
web-ask-files = 或选择文件
web-ask-files-hint = 可以是另存的邮件（.eml、.msg）、整个邮箱（.mbox），或装着它们的 .zip；可一次选多个，合计不超过 32 MB。
web-ask-drop = 也可以把文件直接拖到这个页面上。
web-ask-dropping = 松开即可提交文件
web-ask-chosen = 已选 { $count } 个文件
web-ask-checks = 同时联网核查
web-ask-checks-hint = 向域名服务器、黑名单和对方邮件服务器查询目前的情况。不会惊动收件人，也不会发出任何邮件。
web-ask-send = 解读
web-ask-working = 正在读取……
web-ask-privacy = 内容只在本服务器上读取，不会外传。解读结果保留十分钟。
web-refused-empty = 没有可读的内容。请粘贴文字或选择文件。
web-refused-too-large = 一次超过了 32 MB。请减少文件，或使用命令 tuixin explain。
web-refused-too-many-files = 一次超过了 50 个文件。请打包成一个 .zip，或减少文件。
web-refused-broken = 提交的内容没有完整送达，请再试一次。

## 可以先试的例子

web-examples = 手边没有退信？先试试这些
web-example-unknown-name = 收件人邮箱不存在
web-example-unknown = <wang.fang@example.com>: host mx.example.com[192.0.2.10] said: 550 5.1.1 <wang.fang@example.com>: Recipient address rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)
web-example-blocked-name = 发信服务器被列入黑名单
web-example-blocked = 554 5.7.1 Service unavailable; Client host [192.0.2.44] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.44
web-example-frequency-name = 发往 QQ 邮箱的邮件太多
web-example-frequency = host mx3.qq.com[192.0.2.203] said: 550 Ip frequency limited [MkZp3xQd0vA8hW1s IP: 192.0.2.62]. https://service.mail.qq.com/detail/122/172. (in reply to end of DATA command)

## 怎样拿到完整的邮件

web-how = 怎样把邮件另存为文件？
web-how-text = 通常只要退信的文字就够了。另存的文件信息更全，里面还有邮件服务器写给程序看的报告。
web-how-outlook-name = Outlook
web-how-outlook = 把邮件从列表拖到桌面，或选择“文件”“另存为”，然后提交 .msg 文件。
web-how-gmail-name = Gmail
web-how-gmail = 打开邮件，点右上角的三个点，选择“下载邮件”。
web-how-apple-name = 苹果“邮件”
web-how-apple = 选中邮件，选择“文件”“存储为”，格式选“原始邮件源代码”。
web-how-foxmail-name = Foxmail
web-how-foxmail = 右键点邮件，选择“另存为”，类型选 .eml。
web-how-qq-name = QQ 邮箱、企业微信邮箱
web-how-qq = 打开邮件，点“更多”，选择“导出为 eml 文件”。
web-how-netease-name = 网易邮箱（163、126）
web-how-netease = 打开邮件，点“更多”，选择“导出邮件”或“查看信头”。

## 解读结果

web-answer-title = 退信说了什么，接下来怎么办
web-another = 再解读一封
web-readers = 讲给谁听
web-reader-sender = 写邮件的人
web-reader-admin = 邮件管理员
web-about-mail = 相关邮件：
web-pasted-text = 粘贴的内容
web-basis-words = 依据是标出的这些文字。
web-said-by = { $who }的答复
web-still-trying = 现在不必重发：邮件服务器会自动继续尝试，最终放弃时会再通知您。
web-bytes = { $bytes } 字节
web-more-about-cause = 详细了解这个原因
web-step-waiting = 正在核查……
web-answer-more = 这里只显示前 { $count } 封。更多邮件请使用命令 tuixin explain 或 API。
web-groups-more = 这封邮件里另有 { $count } 种失败情况未显示。
web-error-unreadable = { $path }：无法读取
web-error-damaged = { $path }：文件损坏或不完整，只读取了损坏处之前的内容
web-error-bomb = { $path }：解压后体积异常膨胀，已停止读取
web-error-too-many-members = { $path }：压缩包内文件过多，只读取了前面的部分
web-error-too-large = { $path }：压缩包过大，请先解压

## 信件

web-letters = 可以发给相关方的信
web-letters-intro = 标出的地方需要您填写。这里不会发出任何邮件，请复制所需的内容。
web-letter-copy = 复制正文

## 没有失败时怎么办

web-kind-nothing = 这里没有找到投递失败的记录
web-after-nothing = 内容里既没有未送达的报告，也没有邮件服务器的答复。如果只复制了一部分，请提交整封退信，或把它另存为文件再提交。
web-after-delivered = 一切正常，不需要做什么。
web-after-relayed = 邮件已转交给不发送回执的邮件系统，不会再有后续通知。如果迟迟没有回音，可以问问收件人。
web-after-expanded = 列表成员会从那里收到邮件，不需要做什么。
web-after-auto-reply = 您的邮件已经送达，没有什么需要处理。如果事情紧急，可以联系回复中提到的人。
web-after-read-receipt = 不需要做什么。
web-after-complaint = 请立即把这个人从发送名单中移除，并查明当初是怎么加进来的。投诉会损害发信方的信誉。
web-after-dmarc-report = 这类报告由大型邮件服务商每天发送，供邮件系统管理员查看，并不表示某封邮件投递失败。
web-after-challenge = 如果您认识对方，也确实写过信，就按邮件里的要求操作；否则请直接删除。群发邮件时不应逐一确认这类请求。
web-after-other = 这看起来是一封普通邮件。如果您有邮件被退回，请提交通知您退信的那一封。

## 分享

web-share = 可转发的页面，不含邮件内容
web-copy-link = 复制链接
web-copy = 复制
web-copied = 已复制
web-share-hint = 里面只有处理建议，没有地址、主题和正文。
web-shared-what = 关于一封退信的建议
web-shared-note = 分享这个页面时没有附带相关邮件。
web-shared-own = 解读自己的退信

## 退信知识

web-knowledge-title = 邮件服务器说了什么，是什么意思
web-knowledge-intro = 邮件被退回的每一种原因，以及对应的处理办法。
web-knowledge-search = 输入词语、代码，或粘贴服务器的答复
web-knowledge-send = 查找
web-knowledge-found = { $count ->
    [0] 没有相符的原因
   *[other] 有 { $count } 种原因相符
}
web-knowledge-none = 请减少词语，或输入代码，例如 5.7.1。如果手边有退信，到首页提交能了解得更多。
web-knowledge-pasted = 仅凭这段答复看不出原因
web-knowledge-pasted-text = 请把整封退信提交到首页，里面的信息往往比这一行多。
web-knowledge-all = 全部原因
web-knowledge-count = { $count } 种原因
web-knowledge-recognised = 这段文字的意思是
web-cause-texts-intro = 来自 { $count } 条已知的答复，标出的是据以判断原因的文字。
web-cause-anybody = 多种系统通用
web-cause-own = 来自您自己的规则
web-cause-more-texts = 另有 { $count } 个系统
web-cause-names = 在其他系统中的名称
web-cause-field = 实际观察所得
web-cause-codes-none = 没有专门对应这个原因的代码。
web-cause-neighbours = 同组的其他原因

## 图表

web-chart-table = 以表格查看数据
web-chart-when = 时间

## 联网核查

web-checks-nothing = 邮件给出的线索太少，没有可以核查的内容。
web-checks-stopped = 没能及时查到结果，请过几分钟再试。
web-checks-seen = 查到的内容
web-checks-done = 核查全部完成。

## 概览

web-nav-overview = 概览
web-overview-title = 近期退信情况
web-overview-days = { $count ->
    [1] 最近 24 小时
   *[other] 最近 { $count } 天
}
web-overview-period = 时间范围
web-overview-rate = 退回的邮件
web-overview-rate-text = { $count ->
    [0] 这段时间没有邮件退回。
   *[other] 这段时间有 { $count } 封邮件退回。
}
web-overview-causes = 什么原因
web-overview-providers = 在哪里被退
web-overview-hosts = 从我方哪台服务器发出
web-overview-open = 正在发生
web-overview-surges = 被称为不存在的地址远多于平时
web-overview-surges-text = 同一处一下子称这么多地址不存在，更可能是对方系统出了故障，而不是这些邮箱都没有了。因此没有把它们列入名单，邮件照常发送；改日再次退信的才会列入。
web-overview-surge-count = { $count } 个地址没有列入名单
web-overview-empty-title = 还没有收到任何退信
web-overview-empty = 收到退信后，这里会显示数量、原因和被退的地方。可以让本服务器监视一个文件夹或邮箱，让程序提交到 /v1/deliveries，也可以先手工提交一封。
web-overview-none = 这段时间没有。
web-series-failed = 未送达
web-series-delayed = 延迟
web-demo = 供浏览的虚构数据

## 事件

web-nav-incidents = 事件
web-incidents-title = 同一原因造成的失败
web-incidents-intro = 许多邮件在同一处因同一原因失败，就归为一个事件。邮件重新送达后，事件会自动结束。
web-incidents-open = 正在发生
web-incidents-all = 全部
web-incidents-empty = 目前没有事件。如果多封邮件在同一服务商因同一原因失败，会汇总到这里。
web-incidents-none = 还没有发生过事件。
web-incident-state-forming = 苗头
web-incident-state-open = 正在发生
web-incident-state-healed = 已结束
web-incident-count = { $count } 次失败
web-incident-remote = 对方
web-incident-side = 我方
web-incident-first = 最早
web-incident-last = 最近
web-incident-healed = 结束于
web-incident-by-delivery = 邮件已能重新送达。
web-incident-by-check = 核查发现问题已经解决。
web-incident-by-silence = 已有一段时间没有再发生。
web-incident-by-person = { $who }确认已结束。
web-incident-growth = 变化过程
web-incident-sample = 最近一次的答复
web-incident-deliveries = 最近的几次
web-incident-heal = 已经解决
web-incident-heal-hint = 如果已经排除原因，请在这里标记。之后若再失败，会另起一个事件。
web-incident-evidence = 核查依据
web-incident-look = 核查是否已经解决
web-incident-look-hint = 运行与这一原因有关的检查。如果都没有再发现问题，事件就结束。需要几秒钟。
web-incident-confirmed = 问题仍然存在。
web-incident-refuted = 检查没有再发现问题，但期间又有新的失败，因此事件继续。
web-incident-open = 检查无法确定问题是否已经解决，因此事件继续。

## 收件人

web-nav-recipients = 收件人
web-recipients-title = 查询收件地址
web-recipients-search = 地址，或地址的开头
web-recipients-send = 查询
web-recipients-intro = 显示一个地址的每次失败，目前是否停发，以及停发的原因。
web-recipients-none = 没有这个地址的记录。可能没有邮件从这里退回，也可能记录已超过保留期限。
web-recipients-several = 以此开头的地址
web-recipient-suppressed = 已停止向这个地址发信
web-recipient-free = 可以向这个地址发信。
web-recipient-list = 名单
web-recipient-since = 开始于
web-recipient-until = 截止
web-recipient-forever = 长期有效
web-recipient-origin-rule = 根据对方邮件系统的答复
web-recipient-origin-manual = 手工录入
web-recipient-origin-import = 从其他名单导入
web-recipient-release = 恢复发信
web-recipient-release-hint = 恢复后，之前的失败不再计入。请在对方确认地址可用之后再操作。
web-recipient-note = 原因（供同事查看）
web-recipient-released = 已恢复向这个地址发信。
web-recipient-history = 退回记录
web-recipient-changes = 名单变动
web-change-added = 停发
web-change-released = 恢复
web-change-expired = 到期
web-change-arrived = 邮件重新送达
web-change-held = 暂不停发：该服务商同一时间称大量地址不存在，更可能是对方故障；改日再次退信才会停发
web-older = 更早的记录

## 待查邮件

web-nav-quarantine = 待查
web-quarantine-title = 没能看懂的邮件
web-quarantine-intro = 收到的内容与投递无关，或无法读取。它们会保留一段时间，以免遗漏。
web-quarantine-empty = 这里没有邮件。看不懂的内容会留在这里，等人查看。
web-quarantine-size = { $count } 字节
web-quarantine-look = 查看
web-quarantine-discard = 丢弃
web-quarantine-gone = 这封邮件已经不在这里了。
web-quarantine-beginning = 开头部分
web-unread-empty = 空白
web-unread-binary = 既不是邮件也不是文本
web-unread-not-understood = 与投递结果无关
web-unread-nobody-named = 没有指明收件人
web-unread-cut = 内容被截断
web-unread-crashed = 因本程序出错而无法读取
web-unread-other = 无法读取

## 存储暂不可用

web-away-title = 存储没有响应
web-away-text = 目前无法显示已保存的内容。数据不会丢失：收到的退信会等到存储恢复后再保存。解读功能仍可使用。
web-busy-title = 检查没有及时完成
web-busy-text = 目前查询太多，或答复太慢。请过一分钟再试。

web-untold-title = 数据库没有响应
web-untold-text = 暂时无法查询登录状态。您的登录仍然有效：请过一分钟再刷新本页。数据没有丢失，解读退信仍可使用。

web-sign-in-title = 登录
web-sign-in-name = 名称
web-sign-in-password = 密码
web-sign-in-send = 登录
web-sign-in-hint = 名称和密码由管理本服务器的人发放。
web-sign-in-wrong = 名称或密码不正确。
web-sign-in-away = 暂时无法登录，请一分钟后再试。
web-sign-out = 退出登录（{ $name }）
