import re, time, collections
import pytest
from tests.leaks.test_leaks import *
from tests.leaks.test_leaks import _without_log
pytestmark=[pytest.mark.django_db]
for n in [n for n in list(globals()) if n.startswith("test_")]: del globals()[n]
PAT=re.compile(r"consultations|challenges|priorities|workspace|^/(es|pt)/$|states/|/audit|/meetings/\d+/$|^/$")
@pytest.fixture(scope="module")
def nothing(): pass
@pytest.mark.parametrize("name", READERS)
def test_c5(cast, records, name):
    user=reader(cast,name)
    client,hid,seen=browser_of(user),hidden_from(user,records),seen_by(user)
    leaks,doors,errors=set(),set(),set()
    n=0; t=time.time(); ct=collections.Counter()
    for address in crawled(records,name):
        if not PAT.search(address.path): continue
        for path in [address.path, *([] if address.way.parameters else [address.path + SEARCHED])]:
            n+=1
            try: answer=client.get(path)
            except Exception as e:
                errors.add((address.way.route,repr(e)[:300])); continue
            ct[answer.status_code]+=1
            leaks |= {(address.way.route,re.sub(r"\d+","N",w)) for w in told(text_of(answer),hid,path)}
            if not seen(address.record) and answer.status_code not in REFUSED: doors.add(f"{address.way.route}: {answer.status_code} {path}")
        if name in POSTING:
            try: answer=posted(client,address.path)
            except Exception as e:
                errors.add((address.way.route,"POST "+repr(e)[:300])); continue
            ct["p%s"%answer.status_code]+=1
            leaks |= {(address.way.route,"POST "+re.sub(r"\d+","N",w)) for w in told(text_of(answer),hid,address.path)}
            if not seen(address.record) and answer.status_code not in REFUSED: doors.add(f"POST {address.way.route}: {answer.status_code} {address.path}")
    print("\n",name,n,round(time.time()-t),dict(ct)); 
    for kind,found in (("LEAK",leaks),("DOOR",doors),("ERR",errors)):
        for one in sorted(found)[:40]: print("  ",kind,one)
