/** A text in the languages of the client. */
export interface FormWords {
  en: string;
  de: string;
}

/** See `SourceFieldType` of the server's contract for what each looks like. */
export type FormFieldType =
  | 'text'
  | 'secret'
  | 'filter'
  | 'cron'
  | 'folder'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'list'
  | 'map'
  | 'lists'
  | 'mapping'
  | 'parties'
  | 'access';

/** How one key of a kind's configuration is asked for; whether it is required and what it defaults to says the schema. */
export interface FormField {
  /** A dot leads into an object: `tls.caFile`. */
  name: string;
  type: FormFieldType;
  label: FormWords;
  help: FormWords;
  placeholder?: string;
  isAdvanced?: boolean;
  /** Says where the place is, or how safely it is reached: a kept password does not follow a change of it. */
  isDestination?: boolean;
  step: 'connect' | 'map' | 'rules' | 'schedule';
  choices?: readonly { value: string; label: FormWords }[];
  min?: number;
  max?: number;
}

/** The form of a kind of source, in the order in which it is asked. */
export interface SourceForm {
  title: FormWords;
  help: FormWords;
  fields: readonly FormField[];
}

/** Asked of every kind. */
export const scheduleField: FormField = {
  name: 'schedule',
  type: 'cron',
  step: 'schedule',
  placeholder: '*/15 * * * *',
  label: { en: 'Schedule', de: 'Zeitplan' },
  help: {
    en: 'When it is read again, as a cron expression in the local time of the server. “*/15 * * * *” is every quarter of an hour.',
    de: 'Wann erneut gelesen wird, als Cron-Ausdruck in der Ortszeit des Servers. „*/15 * * * *“ heißt: jede Viertelstunde.',
  },
};
