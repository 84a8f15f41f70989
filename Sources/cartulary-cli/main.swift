import CartularyShell

ShellProgram.main()
