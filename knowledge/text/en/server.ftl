# What the server and the commands around it say on the terminal.

config-is-well = { $place }: all well
config-no-file = no file, only the environment
config-data = Data lies in { $path }
config-listens = The server listens on { $address }

serve-listens = Open { $url } in a browser. Ctrl-C ends the server.
serve-listens-everywhere = Open { $url } in a browser; other machines reach it by the name or the address of this one, at port { $port }. Ctrl-C ends the server.
serve-in-use = { $address } is in use, perhaps by another tuixin serve; choose another one with --listen
serve-cannot-listen = cannot listen on { $address }: { $reason }
serve-unguarded = { $address } can be reached by others, so the server does not start without authentication. Make a user first: tuixin user add NAME
serve-waits = { $reason }; trying again for { $seconds } seconds
serve-cannot-watch = cannot watch { $path }: { $reason }
serve-left-over = what was still under way could not be stored in time; its source still has it

store-is-current = { $place } has the shape that this version needs
store-copied = Copied to { $path }
store-erased =
    Erased: { $deliveries } { $deliveries ->
        [one] delivery
       *[other] deliveries
    }, { $quarantined } in the quarantine, { $listed } on lists; struck out in { $struck } more.
store-pruned = Gone: { $deliveries } deliveries, { $quarantined } in the quarantine; { $expired } addresses may be tried again.

suppress-added =
    { $count ->
        [one] One address was added.
       *[other] { $count } addresses were added.
    }
suppress-imported =
    { $count ->
        [one] One address was added
       *[other] { $count } addresses were added
    }, { $refused } { $refused ->
        [one] row was refused.
       *[other] rows were refused.
    }
suppress-no-address = “{ $address }” is no mail address; write it alone, as in bob@example.com
suppress-no-list = “{ $list }” cannot be the name of a list
suppress-not-listed = { $address } is not on the list “{ $list }”

token-made = This is the only time that it is shown. Programs send it as “Authorization: Bearer …”.
token-exists = there is a token named “{ $name }”; remove it first or choose another name
token-unknown = there is no token named “{ $name }”

user-added = { $name } may sign in now.
user-has-new-password = { $name } has a new password.
name-unusable = a name has 1 to 64 characters and stands on one line
user-unknown = there is no user named “{ $name }”
user-password = Password:
user-password-again = The same again:
user-passwords-differ = the two passwords are not the same
