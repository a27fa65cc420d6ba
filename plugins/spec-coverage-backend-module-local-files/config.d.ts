export interface Config {
  specCoverage?: {
    sources?: {
      /** Specs in folders of Markdown files, on the machine of the backend. */
      localFiles?: {
        /**
         * The folders. A relative path starts at the folder of the project, whose package.json has the workspaces. A spec is named
         * files:<name of the root>/<path inside it>.
         */
        roots: Array<
          | string
          | {
              /** The folder. */
              path: string;
              /** Its name in references to specs. The folder's own name by default. */
              name?: string;
            }
        >;
      };
    };
  };
}
