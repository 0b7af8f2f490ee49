### 会被拒收的文件：attachment 检查。
###
### $name 是文件名，$member 是其中的文件，$who 是拒收的一方。

attachment-none = 邮件没有附件。
attachment-good = { $count } 个附件都没有会被拒收的内容。
attachment-refused = “{ $name }”发不过去：{ $who } 拒收 .{ $extension } 文件。
attachment-member-refused = “{ $name }”发不过去：里面有“{ $member }”，{ $who } 连压缩包里的 .{ $extension } 文件也拒收。
attachment-link-fix = 改名或打包都没用。请把文件放到网盘，发送链接。
attachment-program = “{ $name }”其实是程序，不管叫什么名字。{ $who } 会识别出来并拒收。
attachment-double-extension = “{ $name }”看上去是文档，其实是程序。恶意软件就是这样发送的，会被拒收。
attachment-turned-name = 文件名“{ $name }”里有改变书写方向的字符，让人看到另一个后缀。恶意软件就是这样发送的，会被拒收。
attachment-member-disguised = “{ $name }”里有伪装成其他类型的文件“{ $member }”。恶意软件就是这样发送的，会被拒收。
attachment-name-fix = 给文件起一个普通的名字，只用一个真实的后缀。如果这个名字不是你起的，请给电脑查毒。
attachment-macros = “{ $name }”含有宏，许多单位会拒收或删除这样的文档。
attachment-macro-name = “{ $name }”的后缀表示带宏的文档，许多单位仅凭这一点就拒收。
attachment-macros-fix = 请发送不带宏的版本（.docx、.xlsx、.pptx）或 PDF。
attachment-encrypted = “{ $name }”设了密码，扫描程序看不到里面的内容，许多单位会拒收或扣留。
attachment-nested-encrypted = “{ $name }”设了密码，里面还有压缩包，{ $who } 会拒收。
attachment-encrypted-fix = 请把文件放到有权限控制的网盘，发送链接。
attachment-damaged = 压缩包“{ $name }”已损坏，扫描程序读不了就会拒收。
attachment-damaged-fix = 重新打包，发送前先验证一遍。
attachment-unread = 没有查看“{ $name }”里的内容：这里只能读 zip 和 rar 的目录，而对方的扫描程序会查看。
attachment-many = 邮件有 { $count } 个附件，{ $who } 最多收 { $limit } 个。
attachment-many-fix = 把文件打成一个包。
