/** Of one character, in points from the lower left corner of the page. */
export interface CharacterBox {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Where on the page the characters of its text stand; `at` counts UTF-16 units of the text. */
export interface TextGeometry {
  /** Undefined for what PDFium put in by itself, such as spaces and ends of lines. */
  box(at: number): CharacterBox | undefined;
  /** Height of the base line. */
  baseline(at: number): number | undefined;
}
