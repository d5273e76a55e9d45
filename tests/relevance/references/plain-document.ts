/** What the references get of a document: its text as it is in the collection, never what our own readers made of it. */
export interface PlainDocument {
  id: string;
  title: string;
  text: string;
}
