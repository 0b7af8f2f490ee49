# 服务器及其相关命令在终端上所说的话。

config-is-well = { $place }：没有问题
config-no-file = 没有配置文件，仅使用环境变量
config-data = 数据存放在 { $path }
config-listens = 服务器监听 { $address }
