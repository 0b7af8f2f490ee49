### Files that receivers refuse: the check `attachment`.
###
### $name is the name of the file, $member that of a file inside it, $who are those who refuse it.

attachment-none = The mail has no attachments.
attachment-good = The mail has nothing attached that receivers refuse (number of files: { $count }).
attachment-refused = “{ $name }” will not get through: { $who } refuse .{ $extension } files.
attachment-member-refused = “{ $name }” will not get through: it contains “{ $member }”, and { $who } refuse .{ $extension } files in archives too.
attachment-link-fix = Renaming or packing it does not help. Put the file on a file share and send the link.
attachment-program = “{ $name }” is a program, whatever its name says. { $who } look at that and refuse it.
attachment-double-extension = “{ $name }” looks like a document and is a program. That is how malware is sent, and filters refuse it.
attachment-turned-name = The name “{ $name }” holds a character that turns the direction of writing and makes people read another ending. That is how malware is sent, and filters refuse it.
attachment-member-disguised = “{ $name }” contains “{ $member }”, which is made to look like another kind of file. That is how malware is sent, and filters refuse it.
attachment-name-fix = Give the file a plain name with one ending that is its own. If you did not choose this name, have the machine checked for malware.
attachment-macros = “{ $name }” contains macros. Many companies refuse or strip such documents.
attachment-macro-name = “{ $name }” has an ending for documents with macros. Many companies refuse them by that alone.
attachment-macros-fix = Send it without macros (.docx, .xlsx, .pptx) or as PDF.
attachment-encrypted = “{ $name }” is protected by a password, so no scanner can look into it. Many companies refuse such files or keep them back.
attachment-nested-encrypted = “{ $name }” is protected by a password and has another archive in it. { $who } refuse that.
attachment-encrypted-fix = Put the file on a share with access control and send the link.
attachment-damaged = “{ $name }” is a damaged archive. Scanners that cannot read it refuse it.
attachment-damaged-fix = Pack it again and compare it before you send it.
attachment-unread = What is in “{ $name }” was not looked at: only the lists of zip and rar archives can be read here. The receiver's scanner does look.
attachment-many = The mail has { $count } attachments, and { $who } take { $limit } at most.
attachment-many-fix = Pack the files into one archive.
