# What the server and the commands around it say on the terminal.

config-is-well = { $place }: all well
config-no-file = no file, only the environment
config-data = Data lies in { $path }
config-listens = The server listens on { $address }
