/** What the configuration's `attributes` may map: the fields of a person, and what is needed to make one. */
export const PERSON_FIELDS = [
  'uid',
  'name',
  'givenName',
  'surname',
  'otherNames',
  'title',
  'department',
  'location',
  'room',
  'email',
  'phone',
  'mobile',
  'home',
  'fax',
  'pager',
  'employeeNumber',
  'skills',
  'languages',
  'bio',
  'manager',
  'photo',
  'uidNumber',
  'gidNumber',
] as const;

export type PersonField = (typeof PERSON_FIELDS)[number];

/** Attributes in order of preference; none means that the field stays empty. Names in the vendor's spelling. */
export type AttributeMapping = Record<PersonField, readonly string[]>;
