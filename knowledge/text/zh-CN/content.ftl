### 垃圾邮件过滤器怎么看这封邮件：content 检查。
###
### $host 是过滤器，$score 是得分，$limit 是拒收的分数线。

content-good = { $host } 的过滤器对这封邮件没有意见：得 { $score } 分，{ $limit } 分以上才拒收。
content-greylist = { $host } 的过滤器拿不准这封邮件（{ $score } 分），会让它先等一会儿（灰名单）。
content-deferred = { $host } 的过滤器暂时不收这封邮件（{ $score } 分）。
content-spam = { $host } 的过滤器认为这是垃圾邮件（{ $score } 分），会放进垃圾箱。
content-rejected = { $host } 的过滤器会拒收这封邮件：得 { $score } 分，分数线是 { $limit }。
content-other = { $host } 的过滤器对这封邮件有自己的处理方式：“{ $action }”（{ $score } 分）。
content-skipped = { $host } 的过滤器按设置不检查这封邮件。
content-fix = { $worst ->
    [none] 请看过滤器列出的扣分项，逐一修改。
   *[other] 请看过滤器列出的扣分项，从最重的（{ $worst }）开始修改。
}
content-unreachable = 连不上 { $host } 的过滤器，它怎么看这封邮件不得而知。
content-untrusted = { $host } 的过滤器没能用证书证明身份，因此没有把邮件交给它看。
content-late = { $host } 的过滤器没有及时答复。
content-flood = { $host } 的过滤器答复没完没了，我们停止了读取。
content-password = { $host } 的过滤器要求密码。
content-refused = { $host } 的过滤器不愿检查这封邮件（HTTP 状态 { $status }）。
content-unintelligible = 在 { $host } 上应答的不是我们认识的垃圾邮件过滤器。
