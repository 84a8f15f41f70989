import CartularyShell

CartularyShell.main()
