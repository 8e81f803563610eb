" ALE finds this by itself.
call backread#ale('markdown', 'markdown')
