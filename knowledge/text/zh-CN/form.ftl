### 待发邮件的格式：message 检查。
###
### $line 是首次发现问题的行号，$count 是总次数。

form-good = 邮件格式规范，不会因格式被拒收。

## 字节与行

form-bare-cr = 第 { $line } 行有单独的回车符，后面没有换行符（共 { $count } 处）。严格的服务器会拒收，因为它可能夹带另一封邮件。
form-bare-lf = 第 { $line } 行只以换行符结尾，而其他行是规范的（共 { $count } 处）。严格的服务器会拒收，因为它可能夹带另一封邮件。
form-line-ends-fix = 每一行都以 CR LF 结尾，不要混用。多数程序把邮件按文本读入时会自动处理。
form-nul = 第 { $line } 行含有空字节（共 { $count } 个）。邮件里不允许出现空字节，许多服务器会拒收。
form-nul-fix = 文件请用 base64 作为附件发送；文本里的空字节多半来自 UTF-16 编码，请去掉或转成 UTF-8。
form-long-header-line = 信头第 { $line } 行太长：最长的一行有 { $octets } 字节，上限是 998。服务器会拒收或截断。
form-long-header-line-fix = 把长字段折行：在空格处断开，下一行以空格开头。
form-long-body-line = 第 { $line } 行太长：最长的一行有 { $octets } 字节，上限是 998。服务器会拒收，或者强行断行，弄坏链接或签名。
form-long-body-line-fix = 正文用 quoted-printable 或 base64 编码，长行会自动拆开再合上。这几乎总是因为 HTML 没有换行。

## 字段

form-missing-from = 邮件没有 { $field } 字段。没写明谁发的信，谁都不会收。
form-missing = 邮件没有 { $field } 字段。如果你的发信服务器不补上，对方会拒收。
form-missing-fix = 加上一个 { $field } 字段。
form-no-destination = 邮件没有写任何收件人：既没有 To，也没有 Cc。过滤系统常在垃圾邮件里见到这种写法。
form-no-destination-fix = 加上 To 字段；如果要隐藏收件人，可以写“To: undisclosed-recipients:;”。
form-repeated = 邮件有 { $count } 个 { $field } 字段，只允许有一个，第二个在第 { $line } 行。Gmail 等会因此拒收。
form-repeated-fix = 只保留一个 { $field } 字段；如果是收件人，请都写进同一个字段。
form-empty-subject = 主题是空的。过滤系统会扣分，收件人也容易忽略。
form-no-field = 信头第 { $line } 行不是字段。服务器会把后面的内容当作正文，或者拒收。
form-no-field-fix = 信头由“名称: 值”形式的行组成，以一个空行结束。请检查是否有折行丢了开头的空格，或者漏了空行。
form-no-blank-line = 信头没有以空行结束：第 { $line } 行已经不是字段。
form-no-header = 邮件没有信头：第 { $line } 行不是字段。
form-large-header = 信头有 { $octets } 字节，有些服务器最多只收 { $limit } 字节。
form-large-header-fix = 通常是收件人列表太长。请逐个发送，或者用密送。

## 发件人

form-from-empty = 第 { $line } 行的 From 字段里没有地址。
form-from-several = From 字段写了 { $count } 位作者。规范允许，但许多过滤系统只能验证一个，会拒收。
form-from-several-without-sender = From 字段写了 { $count } 位作者，却没有 Sender 字段说明由谁发出。
form-from-several-fix = From 只写一个地址，其余写进 Cc 或 Reply-To。
form-from-literal = 发件人地址用的是 IP 地址（{ $domain }）而不是域名，几乎没有服务器会收。
form-from-unreachable = 发件人地址在 { $domain }，互联网上不存在这个域。没法回复的发件人会被拒收。
form-from-domain-fix = 用一个能收到回信的邮箱发信。程序需要明确配置发件地址，否则会用主机名凑一个。
form-foreign-name = 发件人名称“{ $name }”里写着别的域的地址，而邮件来自 { $domain }。冒名者常这样写，过滤系统和收件人都会起疑。
form-foreign-name-fix = 名称里不要写地址。如果希望回复到别处，请写进 Reply-To。
form-address = 第 { $line } 行的 { $field } 字段里有不是地址的内容。{ $fault }
form-address-fix = { $field } 里的地址写成“name@example.com”或“名称 <name@example.com>”，用英文逗号隔开；名称里有逗号时要加英文引号。

## 日期与编号

form-date-malformed = 第 { $line } 行的日期不合规范：“{ $date }”。
form-date-future = 日期比现在晚 { $hours } 小时（“{ $date }”）。过滤系统视之为垃圾邮件的特征。
form-date-fix = 校准本机的时钟和时区，日期写成“Mon, 05 Jan 2026 10:00:00 +0800”这样，不论在哪个国家都用英文。
form-message-id = 第 { $line } 行的 Message-ID 不合规范：“{ $value }”。Gmail 不收没有合法编号的邮件。
form-message-id-fix = 写成“<唯一的内容@你的域名>”：要有尖括号，只有一个 @，没有空格；或者不写，由发信服务器补上。

## 非 ASCII 内容

form-raw-bytes = 第 { $line } 行的 { $field } 字段含有非 ASCII 字节，而且无从得知是什么字符集。服务器会拒收或显示乱码。
form-raw-utf8 = 第 { $line } 行的 { $field } 字段含有未经编码的 UTF-8，只有支持 SMTPUTF8 的服务器才能收。
form-raw-bytes-fix = 按 RFC 2047 编码 { $field } 的内容，例如“=?utf-8?B?6YCA5L+h?=”；每个邮件库都有现成的函数。
form-encoded-word = 第 { $line } 行的 { $field } 字段里有错误的编码词：{ $fault }。收件人会看到乱码，过滤系统视之为垃圾邮件的特征。
form-encoded-word-unfinished = 没有结尾，或者中间有空格
form-encoded-word-encoding = 编码方式既不是 B 也不是 Q
form-encoded-word-charset = 没有这种字符集
form-encoded-word-content = 内容与所写的编码方式不符
form-encoded-word-long = 超过了允许的 75 个字符
form-encoded-word-fix = 信头文字请用邮件库按 UTF-8 编码，不要自己拼接。
form-smtputf8 = 地址 { $address } 含有非 ASCII 字符，只有支持 SMTPUTF8 的服务器才能收，而许多服务器不支持。
form-smtputf8-fix = 如果有纯英文字母的地址，请改用它，至少发件人要这样。
form-domain-utf8 = { $address } 的域名没有写成 ASCII 形式，不支持 SMTPUTF8 的服务器看不懂。
form-domain-utf8-fix = 写成 { $address }：同一个域名，所有服务器都认识的写法。

## 各个部分

form-boundary-missing = 邮件声明的分隔线从未出现（第 { $line } 行），各部分无法分开，过滤系统会当作攻击。
form-boundary-undeclared = 邮件有多个部分，却没有声明分隔线（第 { $line } 行）。
form-boundary-open = 邮件有一部分没有结尾：缺少结束分隔线（第 { $line } 行）。邮件被截断了，或者拼接有误。
form-nested-deeply = 邮件各部分嵌套太深（第 { $line } 行），有些服务器会拒收。
form-many-parts = 邮件的部分太多（第 { $line } 行），有些服务器会拒收。
form-encoded-message = 附带的邮件用了 base64 或 quoted-printable 编码（第 { $line } 行），这是不允许的，许多程序打不开。
form-structure-fix = 请用邮件库组装各部分，并原样发出。
form-charset-unknown = 文本声明的字符集是“{ $charset }”，没有这种字符集（第 { $line } 行）。
form-charset-wrong = 文本声明的字符集是“{ $charset }”，实际不是（第 { $line } 行），收件人会看到乱码。
form-charset-fix = 文本统一用 UTF-8，并写明 charset=utf-8。
form-transfer-unknown = 第 { $line } 行的编码方式“{ $encoding }”不存在。
form-transfer-wrong = 第 { $line } 行声明的编码是“{ $encoding }”，内容却不是，收到时会损坏。
form-undeclared-bytes = 第 { $line } 行有非 ASCII 字节，而该部分声明没有。服务器可能拒收或弄坏内容。
form-transfer-fix = 如实声明：凡不是纯 ASCII 的内容，用 quoted-printable 或 base64。
form-no-version = 邮件用了 MIME，却没有 MIME-Version 字段，缺了它其余都不算数。
form-no-version-fix = 加上“MIME-Version: 1.0”。
form-empty-body = 邮件是空的，没有可读的内容。过滤系统会扣分。
form-html-alone = 邮件只有 HTML。过滤系统会扣分，不看 HTML 的人什么也看不到。
form-html-alone-fix = 同时附上纯文本内容，用 multipart/alternative。
