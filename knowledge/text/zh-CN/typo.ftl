### 域名是否写错。

typo-known = { $domain } 是常见的邮箱域名，或者是您以前写过信的域名。
typo-none = { $domain } 能收邮件，也不容易和常见的邮箱域名混淆。
typo-near = { $domain } 确实存在，但和 { $candidates } 非常像，请确认没有写错。
typo-likely = { $domain } 不收邮件，很可能是把 { $candidates } 写错了。
typo-near-unchecked = { $domain } 很像是把 { $candidates } 写错了;它能不能收邮件暂时查不到。
typo-no-idea = { $domain } 不收邮件，也找不到与它相近且能收邮件的域名。请向对方确认正确的地址。
typo-unchecked = { $domain } 和常见的邮箱域名都不像;它能不能收邮件暂时查不到。
typo-not-a-domain = “{ $domain }”不是域名，无从比较。
typo-look-alike = { $shown } 只是看起来像 { $candidate }，其实混用了其他文字的字母。这是常见的诈骗手法，弄清对方是谁之前不要发信。
typo-mixed-scripts = { $shown } 把英文字母和其他文字里长得像的字母混在了一起，按英文字母读就是 { $candidate }。
typo-fix = 请确认要写的是不是 { $candidate }。
typo-look-alike-fix = 请手工重新输入域名:{ $candidate }
