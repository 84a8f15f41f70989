import CatalogShell

CartularyShell.main()
