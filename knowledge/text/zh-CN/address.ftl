### 地址写法上的错误和不常见之处。

address-right = { $address } 的写法没有问题。
address-fix = 请改写为 { $corrected }。
address-several = “{ $address }”里有 { $count } 个地址，服务器一次只收一个。
address-several-fix = 请一个地址填一栏，或者用邮件软件认可的分隔符隔开。

address-invisible = “{ $address }”里混进了看不见的字符({ $characters }),多半是从网页或聊天窗口复制地址时带进来的。
address-full-width = “{ $address }”里有全角字符(例如 ＠ 或 ．),邮件服务器只认半角字符。
address-blank = “{ $address }”里有空格、制表符或换行，邮箱地址里不能有空白。
address-wrapped = “{ $address }”里除了地址还有多余的东西:括号、引号、姓名、“mailto:”或标点。
address-final-dot = “{ $address }”末尾多了一个点。
address-comma = “{ $address }”里该写点的地方写成了逗号。

address-empty = 没有填写地址。
address-no-at = “{ $address }”里没有 @,看不出邮箱属于哪一家。
address-many-ats = “{ $address }”里不止一个 @。
address-no-local-part = “{ $address }”的 @ 前面是空的。
address-no-domain = “{ $address }”的 @ 后面是空的。
address-local-part-too-long = “{ $address }”的 @ 前面超过了服务器允许的 64 字节。
address-too-long = “{ $address }”超过了服务器允许的 254 字节。
address-local-part-dots = “{ $address }”的 @ 前面以点开头、以点结尾，或者有连续的点，大多数服务器会拒收。
address-local-part-characters = “{ $address }”的 @ 前面有不允许的字符:{ $characters }
address-bad-quotes = “{ $address }”里的引号不配对。
address-domain-label = “{ $address }”的域名里有连续的点、以点开头，或者某一段太长。
address-domain-hyphen = “{ $address }”的域名里有一段以连字符开头或结尾。
address-domain-characters = “{ $address }”的域名里有不允许的字符:{ $characters }
address-domain-numeric = “{ $address }”的域名以数字结尾，没有这样的顶级域。
address-bare-ip = “{ $address }”的 @ 后面是一个 IP 地址。IP 地址要写在方括号里，而且很少有服务器会收这样的邮件。
address-bad-literal = “{ $address }”方括号里的内容不是 IP 地址。

address-quoted = “{ $address }”的 @ 前面用了引号。标准允许这样写，但很多服务器和网页表单处理不了。
address-literal = “{ $address }”用 IP 地址代替了域名。标准允许这样写，但大多数服务器会拒收。
address-no-dot = “{ $address }”的域名里没有点，出了内网就无法投递。
address-smtputf8 = “{ $address }”的 @ 前面有非英文字符，沿途每一台服务器都要支持 SMTPUTF8(RFC 6531),否则会退信。如果不是有意这样写，请向对方要一个英文字母的地址。
address-international = “{ $address }”使用的是国际化域名，服务器看到的是 { $name }。

address-provider-too-short = { $domain } 的邮箱名至少 { $fewest } 个字符，“{ $local-part }”太短了。早年注册的邮箱可能例外，请和对方给的地址核对一下。
address-provider-too-long = { $domain } 的邮箱名最多 { $most } 个字符，“{ $local-part }”太长了，请和对方给的地址核对一下。
address-provider-characters = “{ $local-part }”里有 { $domain } 邮箱名不会有的字符。除字母和数字外只允许“{ $characters }”。请和对方给的地址核对一下。
address-provider-first = { $domain } 的邮箱名以字母开头，而“{ $local-part }”不是，请和对方给的地址核对一下。
address-provider-digits = { $domain } 的纯数字邮箱名应为 { $digits } 位，“{ $local-part }”的位数不对，可能多写或漏写了数字。
