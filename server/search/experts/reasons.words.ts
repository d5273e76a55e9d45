import { catalogue } from '../../language/language.ts';

/** Why somebody knows about something. */
export const reasonWords = catalogue({
  en: {
    wroteTitle: (title: string) => `Wrote “${title}”`,
    wroteOne: (month: string) => `Wrote a document about it, in ${month}`,
    wroteSeveral: (count: number, month: string) => `Wrote ${count} documents about it, the latest in ${month}`,
    namedIn: (title: string) => `Is named in “${title}”`,
    namedInSeveral: (count: number) => `Is named in ${count} documents about it`,
    keeps: (title: string) => `Keeps “${title}”`,
    keepsSeveral: (count: number) => `Keeps ${count} documents about it`,
    skills: (skills: string) => `Names ${skills} as a skill`,
    worksAs: (title: string) => `Works as ${title}`,
    inProfile: 'Mentions it in the profile',
  },
  de: {
    wroteTitle: (title: string) => `Hat „${title}“ geschrieben`,
    wroteOne: (month: string) => `Hat im ${month} ein Dokument darüber geschrieben`,
    wroteSeveral: (count: number, month: string) => `Hat ${count} Dokumente darüber geschrieben, das letzte im ${month}`,
    namedIn: (title: string) => `Wird in „${title}“ genannt`,
    namedInSeveral: (count: number) => `Wird in ${count} Dokumenten darüber genannt`,
    keeps: (title: string) => `Verwahrt „${title}“`,
    keepsSeveral: (count: number) => `Verwahrt ${count} Dokumente darüber`,
    skills: (skills: string) => `Nennt ${skills} als Kenntnis`,
    worksAs: (title: string) => `Arbeitet als ${title}`,
    inProfile: 'Erwähnt es im eigenen Profil',
  },
});
