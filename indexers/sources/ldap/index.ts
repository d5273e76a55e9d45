import { defineSource } from '../../define-source.ts';
import { checkDirectory } from './check-directory.ts';
import { ldapConfig } from './config.ts';
import { ldapForm } from './form.ts';
import { readsAllGroups } from './plan.ts';
import { previewDirectory } from './preview.ts';
import { readDirectory } from './read-directory.ts';
import { createSignIn } from './sign-in.ts';
import { stillInDirectory } from './still-in-directory.ts';

/** People and groups of an LDAP directory: OpenLDAP, Active Directory, 389 / FreeIPA and what else speaks LDAPv3. */
export const ldapSource = defineSource({
  kind: 'ldap',
  holds: 'people',
  config: ldapConfig,
  form: ldapForm,
  location: (config) => `${config.url}/${config.peopleBase}`,
  readsAllGroups,
  previewPeople: previewDirectory,
  create: (config, environment) => ({
    id: config.id,
    kind: config.kind,
    check: (signal) => checkDirectory(config, signal),
    read: (options) => readDirectory(config, environment, options),
    stillHas: (itemId, signal) => stillInDirectory(config, itemId, signal),
    ...createSignIn(config, environment),
  }),
});
