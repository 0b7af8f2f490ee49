### SPF 检查（RFC 7208）的结果。
###
### $via 是引到另一条记录的那一项；域名自己的记录为 "none"。

spf-owner = { $via ->
    [none] { $domain } 的 SPF 记录
   *[other] （由“{ $via }”引到的）{ $domain } 的 SPF 记录
}

## 针对某一台主机

spf-pass = { $ip } 可以代表 { $domain } 发信：它符合 { $owner } 的 SPF 记录里的“{ $term }”。
spf-fail = { $ip } 不可以代表 { $domain } 发信：{ $owner } 的 SPF 记录里的“{ $term }”把它排除在外，很多服务器会直接拒收。{ $explanation ->
    [none] { "" }
   *[other] 该域名附言：{ $explanation }
}
spf-softfail = { $ip } 不在 { $domain } 的发信主机之列。{ $owner } 的 SPF 记录里的“{ $term }”提醒收件方当心，邮件很容易被当成垃圾邮件。
spf-neutral = { $domain } 的 SPF 记录没有提到 { $ip }，收件方会当作没有 SPF 来处理。
spf-temperror = 没能查清 { $ip } 是否可以代表 { $domain } 发信，因为 DNS 没有全部答复。收件方遇到同样情况会先推迟，稍后再试。
spf-permerror = 收件方无法按 { $domain } 的 SPF 记录判断 { $ip }，不少服务器会因此拒收。
spf-many-lookups-at = 判断到“{ $term }”就中断了：走到这里需要查询的项已经超过十个。
spf-many-voids-at = 判断到“{ $term }”就中断了：要查的名字里有两个以上不存在。
spf-many-servers-at = { $domain } 的邮件服务器超过十台，而“mx”最多允许十台。
spf-slow = 判断用的时间超过了收件方愿意等的时间，这些记录背后有某台域名服务器太慢。

## 针对记录本身

spf-none = { $domain } 没有 SPF 记录。大的邮箱服务商会拒收或不信任无法核对发件方的邮件。
spf-several = { $domain } 有 { $count } 条 SPF 记录，而只允许有一条。不管内容写了什么，收件方都当作记录坏了。
spf-syntax = { spf-owner }在第 { $place } 个字符处的“{ $term }”有错：{ $fault ->
    [unknown-mechanism] 没有这种机制
    [missing-value] 缺少值
    [needless-value] “all”不带值
    [bad-ip4] 这不是 IPv4 地址
    [bad-ip6] 这不是 IPv6 地址
    [bad-prefix] 斜杠后面的位数不可能
    [bad-name] 这不是完整的域名
    [bad-macro] 宏写错了，或者不能写在这里
    [repeated] “redirect”和“exp”各只能出现一次
    [foreign-character] 含有普通 ASCII 以外的字符，例如全角符号、长破折号或制表符
   *[other] 无法识别
}。只要有一处错误，整条记录就作废。
spf-circle = { spf-owner }又绕回了自己。
spf-unanswered = { $via ->
    [none] { $domain } 的域名服务器没有答复，所以不知道它的 SPF 记录。
   *[other] （由“{ $via }”引到的）{ $domain } 的域名服务器没有答复，所以不知道它的 SPF 记录。
}
spf-include-none = “{ $via }”指向 { $domain }，而那里没有 SPF 记录，指过去的那条记录因此作废。
spf-ptr = { spf-owner }用了“{ $term }”。这种机制又慢又不可靠，标准已不再建议使用，有的收件方会直接跳过。
spf-after-all = { spf-owner }里的“{ $term }”与“all”同在，没有人会读到它。
spf-void = { spf-owner }里有“{ $term }”，但 { $name } 下没有任何可以匹配的内容。
spf-many-voids = { $domain } 的 SPF 记录里有 { $count } 个名字查不到任何内容；超过 { $limit } 个，收件方就会放弃。
spf-many-servers = { spf-owner }里有“{ $term }”，而那个域名的邮件服务器超过十台，收件方到这里就会放弃。
spf-lookups = { $domain } 的 SPF 记录需要查询 { $count } 次，上限是 { $limit } 次。
spf-many-lookups = { $domain } 的 SPF 记录需要查询 { $count } 次，而上限是 { $limit } 次。收件方会中途停下，连写在记录里的主机也会被判为出错。
spf-no-all = { $domain } 的 SPF 记录没有说明其他主机怎么办。末尾没有“all”，谁也拦不住。
spf-plus-all = { $domain } 的 SPF 记录以“{ $term }”结尾，等于允许全世界以它的名义发信，垃圾邮件过滤器会因此扣分。
spf-question-all = { $domain } 的 SPF 记录以“{ $term }”结尾，对其他主机不作任何说明，谁也拦不住。
spf-tilde-all = { $domain } 的 SPF 记录请收件方对其他主机保持警惕（“~all”）。
spf-minus-all = { $domain } 的 SPF 记录把其他主机全部排除在外（“-all”）。
spf-large = { $domain } 的 SPF 记录连同其他文本记录，答复有 { $size } 字节；超过 { $limit } 字节就装不进一个小数据包，有的解析器会丢掉它。
spf-long = { $domain } 的 SPF 记录有 { $size } 字节，必须分成几段字符串，每段最多 { $limit } 字节；收件方拼接时中间不加空格。

## 怎么改

spf-fix-host = 如果要用这台主机发信，就在记录里加上“{ $term }”；如果它不是你们的，请改用记录里列出的服务器发信。
spf-fix-publish = 发布这条记录，并把其他替该域名发信的系统（例如群发平台、商城）也加进去。全部列齐之后，可以把“~all”换成“-all”。
spf-fix-silent = 如果这个域名不发信，就发布这条记录；如果要发信，请在“-all”前面列出发信服务器。
spf-fix-merge = 把这些记录全部删掉，换成下面这一条。
spf-fix-syntax = 请这样发布记录。
spf-fix-circle = 把绕回来的那一项从记录里去掉。
spf-fix-include = 去掉这一项，或者向服务商问清现在正确的名字。
spf-fix-ptr = 去掉“ptr”，改成直接写主机的 IP 地址。
spf-fix-slim = 自己的主机改写成 IP 地址，不再使用的服务从记录里去掉；占查询次数最多的“include”可以移到一个专供该服务发信的子域名下。
spf-fix-all = 记录以“~all”结尾；确认所有发信服务器都列齐之后，再改成“-all”。
