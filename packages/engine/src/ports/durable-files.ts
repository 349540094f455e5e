/** What the app writes into files of its own and has to have after kill -9 and a power cut. */
export interface DurableFiles {
  /** Writes a small file whole or not at all. When it resolves, the file and all names in its folder are on the disk. */
  write(path: string, text: string): Promise<void>
  /** Resolves when the names in a folder are on the disk: of files made in it, renamed and taken away. */
  syncFolder(dir: string): Promise<void>
}
