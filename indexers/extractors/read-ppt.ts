import type { Extracted, ExtractorInput, ExtractorLimits } from '../types/extraction.ts';
import { type CompoundFile, openCompound } from './compound/compound-file.ts';
import { readCompoundProperties } from './compound/properties.ts';
import { ExtractionError } from './extraction-error.ts';
import { isEncrypted, type PptSlide, type Presentation, readPresentation } from './ppt/presentation.ts';
import { readFooters, readSlide } from './ppt/slide-text.ts';
import { createSectionBuilder, oneLine, type SectionBuilder } from './section-builder.ts';

/** Written beside the old format's stream by a PowerPoint that saved for both. */
const FOR_BOTH = 'PP97_DUALSTORAGE/';

/** Slides are pages under their titles, each with its notes and comments. */
export function readPpt(file: ExtractorInput, limits: ExtractorLimits): Extracted {
  const compound = openCompound(file);
  const presentation = open(compound);
  const builder = createSectionBuilder(limits);
  let firstTitle: string | undefined;
  for (const [index, slide] of presentation.slides.slice(0, limits.maxPages).entries()) {
    if (builder.isFull()) break;
    builder.page(index + 1);
    const title = writeSlide(slide, builder);
    if (index === 0) firstTitle = title;
  }
  for (const text of new Set(readFooters(presentation.document))) builder.text(`\n${lines(text)}`);
  const { sections, warnings } = builder.finish();
  const { pages: _pages, slides: _slides, ...properties } = readCompoundProperties(compound);
  const title = properties.title ?? firstTitle;
  const count = presentation.slides.length;
  return {
    ...properties,
    ...(title === undefined ? {} : { title }),
    pages: count,
    sections,
    warnings: [
      ...warnings,
      ...(count > limits.maxPages ? [`Only the first ${limits.maxPages} slides were read`] : []),
      ...(presentation.isDamaged || compound.isDamaged() ? ['The file is damaged: some of its text may be missing'] : []),
    ],
  };
}

function open(compound: CompoundFile): Presentation {
  const stream = compound.stream(`${FOR_BOTH}PowerPoint Document`) ?? compound.stream('PowerPoint Document');
  const user = compound.stream(`${FOR_BOTH}Current User`) ?? compound.stream('Current User');
  if (isEncrypted(user) || compound.streams.includes('EncryptedSummary'))
    throw new ExtractionError('encrypted', 'The presentation is protected by a password');
  if (stream === undefined && compound.stream('PP40') === undefined)
    throw new ExtractionError('corrupt', 'The file is damaged: the presentation in it is missing');
  const presentation = stream === undefined ? undefined : readPresentation(stream, user);
  if (presentation !== undefined) return presentation;
  if (compound.isDamaged()) throw new ExtractionError('corrupt', 'The file is damaged: the presentation in it cannot be read');
  throw new ExtractionError('unsupported', 'Presentations of PowerPoint 95 and earlier are found by name only');
}

/** Returns the slide's title. */
function writeSlide(slide: PptSlide, builder: SectionBuilder): string | undefined {
  const texts = readSlide(slide);
  const title = texts.find(({ isTitle }) => isTitle);
  const heading = title === undefined ? undefined : oneLine(title.text);
  if (heading !== undefined) builder.heading(heading);
  for (const entry of texts) if (entry !== title) builder.text(`${lines(entry.text)}\n`);
  for (const { text } of readSlide({ content: slide.notes, outline: [] })) builder.text(`${lines(text)}\n`);
  return heading;
}

/** Paragraphs end in a return, lines in a vertical tab. */
function lines(text: string): string {
  return text.replace(/[\r\v]/g, '\n').replace(/\0/g, '');
}
