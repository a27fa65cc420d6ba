/**
 * A claim as it stands in a document, before the claims of the document are compared with each other.
 *
 * @internal
 */
export interface ReadClaim {
  /** Absent where the document gives none that can be read; `problems` says so. */
  key?: string;
  text: string;
  story?: string;
  language?: string;
  body?: string;
  line: number;
  problems: string[];
}
