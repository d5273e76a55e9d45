"""Fills a domain that was provisioned and is not running yet: reads {lockoutThreshold, entries, changes} as JSON from stdin.

Values are text, or {"base64": …} for bytes, {"sid": …} for a security identifier, {"ridOf": …} for the last part of that of an
entry. DNs are relative to the domain.
"""
import base64
import json
import sys

import ldb
from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_pack
from samba.param import LoadParm
from samba.samdb import SamDB

# Attributes whose values are DNs, relative to the domain like those of the entries.
LINKS = {"member", "manager"}


def main(configuration):
    parameters = LoadParm()
    parameters.load(configuration)
    database = SamDB(session_info=system_session(), lp=parameters)
    domain = str(database.domain_dn())
    wanted = json.load(sys.stdin)

    def values(attribute, given):
        return [value(attribute, one) for one in (given if isinstance(given, list) else [given])]

    def value(attribute, given):
        if isinstance(given, dict):
            return special(given)
        if attribute == "unicodePwd":
            return ('"%s"' % given).encode("utf-16-le")
        return ("%s,%s" % (given, domain) if attribute in LINKS else given).encode()

    def special(given):
        if "base64" in given:
            return base64.b64decode(given["base64"])
        if "sid" in given:
            return ndr_pack(security.dom_sid(given["sid"]))
        entry = database.search("%s,%s" % (given["ridOf"], domain), ldb.SCOPE_BASE, attrs=["objectSid"])[0]
        return str(security.dom_sid(database.schema_format_value("objectSid", entry["objectSid"][0]).decode()).split()[1]).encode()

    def message(dn, attributes, flag):
        entry = ldb.Message(ldb.Dn(database, "%s,%s" % (dn, domain) if dn else domain))
        for attribute, given in attributes.items():
            entry[attribute] = ldb.MessageElement(values(attribute, given), flag, attribute)
        return entry

    database.transaction_start()
    for entry in wanted["entries"]:
        database.add(message(entry["dn"], entry["attributes"], 0))
    for change in wanted["changes"]:
        database.modify(message(change["dn"], change.get("replace", {}), ldb.FLAG_MOD_REPLACE))
    database.transaction_commit()


main(sys.argv[1])
