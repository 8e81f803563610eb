" ALE finds this by itself.
call backread#ale('text', 'plaintext')
