### 检查报告的说法：标题、结论，以及各步骤的结果。

## 没有对应步骤的检查名称

check-mta-sts = 加密策略（MTA-STS）
check-dane = 公布的证书（DANE）
check-tls-rpt = 加密报告地址（TLS-RPT）
check-bimi = 品牌标志（BIMI）
check-arc = 转发者的签章（ARC）

## 结论

report-failed = 有问题
report-warning = 可能有麻烦
report-unknown = 查不清楚
report-passed = 没问题
report-label = { $checks }：
report-sum-failed = 有需要修复的地方。
report-sum-warning = 能用，但可能有麻烦。
report-sum-unknown = 有些情况没能查清楚。
report-sum-passed = 一切正常。

## 已检查的步骤

step-state-done = 已解决：这个问题现在不存在了
step-state-to-do = 需要处理
step-state-not-the-problem = 已检查：问题不在这里
step-state-open = 没能查清楚

## 对诊断的影响

label-checks = 我们查到的情况
label-standing = 现在
standing-confirmed = 检查证实了这一点：问题仍然存在。
standing-refuted = 退信里说的问题现在不存在（已修复，或本来就没有）：请重新发送。
standing-open = 检查无法确定问题是否仍然存在。
standing-likelier = 检查之后，更可能的原因是：{ $cause }（{ $percent }%）。
standing-suppress = 这个地址可以继续使用：原先对它不利的理由已经不成立。
standing-instead = 也许本来想写的是 { $instead }。

## 发送之前

preflight-about-mail = 邮件本身和发件人
prospect-will-pass = 可以送达
prospect-may-bounce = 可能被退回：{ $causes }
prospect-will-bounce = 会被退回：{ $causes }
prospect-unknown = 无法判断
preflight-left-out = 另有 { $count } 位收件人的域名太多，没有检查。
preflight-recipients = { $count } 位收件人

## 命令行的错误

error-nameservers = 无法使用这些域名服务器：{ $reason }
error-no-target = “{ $target }”不是地址、域名或 IP 地址，应当像 bob@example.com、example.com 或 192.0.2.1 这样
error-rspamd = “{ $url }”不是 rspamd 的地址，应当像 http://127.0.0.1:11333 这样
error-no-recipient = { $path } 里没有收件人；请用 --to 指定
error-not-a-mail = { $path } 不是邮件：开头应当是 From、Subject 之类的信头字段
hint-dry-run = 没有发出任何东西。每一行是将向域名服务器提出的一个问题，或者将与其邮件服务器打招呼的一个域名（SMTP；带 RCPT 的还会询问收件人是否存在）。由回答引出的问题（邮件服务器的地址、SPF 记录的 include）也会被查询。如果某个域名的邮件服务器都连不上，还会与一家大服务商的服务器打招呼，看看是不是自己的网络不让发信。
