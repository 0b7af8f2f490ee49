# 服务器及其相关命令在终端上所说的话。

config-is-well = { $place }：没有问题
config-no-file = 没有配置文件，仅使用环境变量
config-data = 数据存放在 { $path }
config-listens = 服务器监听 { $address }

serve-listens = 请在浏览器中打开 { $url }。按 Ctrl-C 结束服务器。
serve-listens-everywhere = 请在浏览器中打开 { $url }；其他机器可用本机的名称或地址访问，端口为 { $port }。按 Ctrl-C 结束服务器。
serve-in-use = { $address } 已被占用，可能已有一个 tuixin serve 在运行；请用 --listen 换一个地址
serve-cannot-listen = 无法监听 { $address }：{ $reason }
serve-unguarded = { $address } 可被他人访问，没有身份验证时服务器不会启动。请先创建用户：tuixin user add 名称
serve-waits = { $reason }；将在 { $seconds } 秒内继续重试
serve-cannot-watch = 无法监视 { $path }：{ $reason }
serve-left-over = 仍在处理的邮件未能及时存入；它们还在原处，不会丢失

store-is-current = { $place } 已是本版本所需的结构
store-copied = 已复制到 { $path }
store-erased = 已删除：投递记录 { $deliveries } 条，隔离区 { $quarantined } 封，名单 { $listed } 条；另在 { $struck } 条记录中抹去了该地址。
store-pruned = 已清理：投递记录 { $deliveries } 条，隔离区 { $quarantined } 封；{ $expired } 个地址可以重新尝试发送。

suppress-added = 已添加 { $count } 个地址。
suppress-imported = 已添加 { $count } 个地址，{ $refused } 行未被接受。
suppress-no-address = “{ $address }”不是邮件地址；请只写地址本身，如 bob@example.com
suppress-no-list = “{ $list }”不能作为名单名称
suppress-not-listed = { $address } 不在名单“{ $list }”上

token-made = 令牌只在此时显示一次。程序以“Authorization: Bearer …”的形式发送它。
token-exists = 已有名为“{ $name }”的令牌；请先删除它或换一个名称
token-unknown = 没有名为“{ $name }”的令牌

user-added = { $name } 现在可以登录。
user-has-new-password = 已为 { $name } 设置新密码。
name-unusable = 名称须为 1 至 64 个字符，写在一行内
user-unknown = 没有名为“{ $name }”的用户
user-password = 密码：
user-password-again = 再输入一次：
user-passwords-differ = 两次输入的密码不一致
