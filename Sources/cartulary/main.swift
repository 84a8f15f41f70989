import CatalogShell

await CartularyShell.main()
