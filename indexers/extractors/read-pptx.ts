import type { Embedded, Extracted, ExtractionContext, ExtractorInput } from '../types/extraction.ts';
import { usableTitle } from './document-title.ts';
import { ExtractionError } from './extraction-error.ts';
import { type OoxmlPackage, openPackage, type Relationship } from './ooxml/open-package.ts';
import { readDrawingText } from './ooxml/read-drawing-text.ts';
import { readEmbedded } from './ooxml/read-embedded.ts';
import { readProperties } from './ooxml/read-properties.ts';
import { readSlideText } from './ooxml/read-slide-text.ts';
import { readXmlPart } from './read-xml-part.ts';
import { createSectionBuilder, oneLine, type SectionBuilder } from './section-builder.ts';

const MAX_BYTES = 16 * 1024 * 1024;

/** Slides in the order of the presentation, hidden ones too, each with its notes, comments, diagrams and charts. */
export async function readPptx(file: ExtractorInput, context: ExtractionContext): Promise<Extracted> {
  const presentation = await openPackage(file, { usual: 'ppt/presentation.xml', kind: 'PowerPoint presentation' });
  const slides = await listSlides(presentation);
  const builder = createSectionBuilder(context);
  const problems: string[] = [];
  const embedded: Pick<Embedded, 'sections' | 'warnings'> = { sections: [], warnings: [] };
  const work: SlideWork = { builder, problems, footers: new Set(), maxCharacters: context.maxCharacters, firstTitle: '' };
  for (const [position, part] of slides.entries()) {
    if (builder.isFull()) break;
    if (position >= context.maxPages) {
      problems.push(`Only the first ${context.maxPages} of ${slides.length} slides were read`);
      break;
    }
    builder.page(position + 1);
    const relationships = await presentation.relationshipsOf(part);
    await readSlide(presentation, { part, number: position + 1, relationships, work });
    const inner = await readEmbedded(presentation, relationships, context);
    embedded.sections.push(...inner.sections);
    embedded.warnings.push(...inner.warnings);
  }
  const { sections, warnings } = builder.finish();
  if (sections.length === 0 && problems.length > 0 && problems.length >= slides.length)
    throw new ExtractionError('corrupt', 'The presentation is damaged: none of its slides can be read');
  const { title: ownTitle, ...properties } = await readProperties(presentation.archive);
  const title = ownTitle ?? usableTitle(work.firstTitle);
  return {
    ...properties,
    ...(title === undefined ? {} : { title }),
    pages: slides.length,
    sections: [...sections, ...embedded.sections],
    warnings: [...presentation.archive.warnings, ...problems, ...warnings, ...embedded.warnings],
  };
}

interface SlideWork {
  builder: SectionBuilder;
  problems: string[];
  /** Each is told once. */
  footers: Set<string>;
  maxCharacters: number;
  firstTitle: string;
}

/** `sldIdLst` has the order; a damaged presentation still has its slides. */
async function listSlides({ archive, mainPart, relationshipsOf }: OoxmlPackage): Promise<string[]> {
  const relationships = (await relationshipsOf(mainPart)).filter(({ type }) => type === 'slide');
  const byId = new Map(relationships.map(({ id, target }) => [id, target]));
  const listed: string[] = [];
  await readXmlPart(archive, mainPart, {
    maxBytes: MAX_BYTES,
    handler: {
      open(name, attributes) {
        const part = name === 'sldId' ? byId.get(attributes.prefixed('id') ?? '') : undefined;
        if (part !== undefined) listed.push(part);
      },
    },
  });
  return listed.length > 0 ? listed : [...byId.values()];
}

interface Slide {
  part: string;
  number: number;
  relationships: Relationship[];
  work: SlideWork;
}

async function readSlide({ archive }: OoxmlPackage, { part, number, relationships, work }: Slide): Promise<void> {
  const { builder, footers, maxCharacters } = work;
  const slide = await readSlideText(archive, part, maxCharacters);
  const problem = slide === undefined ? 'it is missing from the file' : slide.problem;
  if (problem !== undefined) work.problems.push(`Slide ${number}: ${problem}`);
  if (slide === undefined) return;
  work.firstTitle ||= oneLine(slide.title);
  builder.heading(slide.title);
  builder.text(slide.text);
  addFooter(slide.footer);
  for (const { type, target } of relationships) {
    if (builder.isFull()) return;
    if (type === 'notesSlide') {
      const notes = await readSlideText(archive, target, maxCharacters);
      builder.text(`\n${notes?.title ?? ''}${notes?.text ?? ''}`);
      addFooter(notes?.footer ?? '');
      addProblem('notes', notes?.problem);
    } else if (['diagramData', 'chart', 'chartEx', 'comments'].includes(type)) {
      const { text, problem: missing } = await readDrawingText(archive, target);
      builder.text(`\n${text}`);
      addProblem('comments or drawings', missing);
    }
  }

  function addProblem(what: string, missing: string | undefined): void {
    if (missing !== undefined) work.problems.push(`Slide ${number}, ${what}: ${missing}`);
  }

  function addFooter(text: string): void {
    if (text.trim() !== '' && !footers.has(text)) builder.text(`\n${text}`);
    footers.add(text);
  }
}
