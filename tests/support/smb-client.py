"""One conversation with an SMB server for a whole table of questions: JSON on standard input, JSON on standard output."""
import base64
import json
import sys

from samba import NTSTATUSError
from samba.credentials import Credentials
from samba.dcerpc import security
from samba.ndr import ndr_pack
from samba.samba3 import libsmb_samba_internal, param

ALL = security.SECINFO_OWNER | security.SECINFO_GROUP | security.SECINFO_DACL
REFUSED = {0xC0000022, 0xC00000CC}  # ACCESS_DENIED, BAD_NETWORK_NAME (a share that is hidden from the user)

work = json.load(sys.stdin)
context = param.get_context()
context.load(work["configFile"])


def connect(user):
    credentials = Credentials()
    credentials.set_username(user)
    credentials.set_password(work["password"])
    credentials.set_domain("FILES")
    credentials.set_workstation("TEST")
    return libsmb_samba_internal.Conn(work["host"], work["share"], lp=context, creds=credentials)


def smb_path(path):
    return path.strip("/").replace("/", "\\")


def descriptor(wanted):
    result = security.descriptor()
    parts = security.SECINFO_DACL
    # Protected: the server adds nothing that it would inherit.
    result.type = security.SEC_DESC_SELF_RELATIVE | security.SEC_DESC_DACL_PRESENT | security.SEC_DESC_DACL_PROTECTED
    if "owner" in wanted:
        result.owner_sid = security.dom_sid(wanted["owner"])
        parts |= security.SECINFO_OWNER
    if "group" in wanted:
        result.group_sid = security.dom_sid(wanted["group"])
        parts |= security.SECINFO_GROUP
    if wanted["dacl"] is not None:
        acl = security.acl()
        acl.revision = security.SECURITY_ACL_REVISION_ADS
        result.dacl = acl
        for entry in wanted["dacl"]:
            ace = security.ace()
            ace.type = entry["type"]
            if entry["type"] in (5, 6):
                ace.object = security.ace_object()
            ace.flags = entry["flags"]
            ace.access_mask = entry["mask"]
            ace.trustee = security.dom_sid(entry["sid"])
            result.dacl_add(ace)
    return result, parts


def reads(connection, path):
    try:
        connection.loadfile(smb_path(path))
        return True
    except NTSTATUSError as error:
        if error.args[0] not in REFUSED:
            raise RuntimeError(f"{path}: {error}") from error
        return False


def readable(user):
    try:
        connection = connect(user)
    except NTSTATUSError as error:
        if error.args[0] not in REFUSED:
            raise RuntimeError(f"{user}: {error}") from error
        return []
    return [path for path in work.get("read", []) if reads(connection, path)]


answer = {"acls": [], "readable": {user: readable(user) for user in work.get("users", [])}}
admin = connect(work["admin"]) if any(key in work for key in ("create", "set", "get")) else None
for path in work.get("create", []):
    if path.endswith("/"):
        admin.mkdir(smb_path(path))
    else:
        admin.savefile(smb_path(path), path.encode())
for wanted in work.get("set", []):
    try:
        admin.set_acl(smb_path(wanted["path"]), *descriptor(wanted))
    except NTSTATUSError as error:
        raise RuntimeError(f"{wanted['path']}: {error}") from error
for path in work.get("get", []):
    answer["acls"].append(base64.b64encode(ndr_pack(admin.get_acl(smb_path(path), ALL))).decode())
json.dump(answer, sys.stdout)
