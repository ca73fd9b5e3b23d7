#!/usr/bin/env bash
# Makes every certificate of the tests, and those of the demo cast in src/issuer/certificates/, with OpenSSL 3.
#
# Run it by hand when a certificate is missing: `tests/vectors/certificates/make.sh`. All of them change then, because no private key is
# kept: nobody needs one, as TLS is only played. The tests compute what depends on the octets, so they need no change.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cast=$here/../../../src/issuer/certificates
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

from=20200101000000Z
to=20491231235959Z
client='basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth'
authority='basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign'

key() { # NAME [ALGORITHM]
  case ${2:-p256} in
    p256) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" ;;
    p384) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$1.key" ;;
    p521) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out "$1.key" ;;
    rsa) openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key" ;;
    ed25519) openssl genpkey -algorithm ED25519 -out "$1.key" ;;
  esac 2>/dev/null
}

request() { # NAME SUBJECT [STRING_MASK]
  printf '[req]\ndistinguished_name=dn\nutf8=yes\nstring_mask=%s\n[dn]\n' "${3:-utf8only}" > req.conf
  openssl req -new -config req.conf -utf8 -key "$1.key" -subj "$2" -out "$1.csr"
}

issue() { # NAME AUTHORITY EXTENSIONS ; $digest, $from and $to as they are. An authority of the same name signs itself.
  printf '[v3]\n%s\n' "$3" > ext.conf
  : > index.txt
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\nunique_subject=no\npolicy=p\n[p]\n' > ca.conf
  openssl rand -hex 8 > serial
  local signer=(-cert "$2.pem" -keyfile "$2.key")
  if [ "$1" = "$2" ]; then signer=(-selfsign -keyfile "$1.key"); fi
  openssl ca -config ca.conf -batch -notext -preserveDN "${signer[@]}" -in "$1.csr" -out "$1.pem" -md "${digest:-sha256}" \
    -startdate "$from" -enddate "$to" -extfile ext.conf -extensions v3 2>/dev/null
}

energy='/C=NL/O=Example Energy'
gateway="$energy/CN=meter-gateway"

# The demo cast.
key ca && request ca '/O=Grant Lab/CN=Grant Lab demo CA' && issue ca ca "$authority"
key gateway-a && request gateway-a "$gateway" && issue gateway-a ca "$client
subjectAltName=DNS:meter-gateway.test"
key gateway-b && request gateway-b "$energy/CN=meter-reader" && issue gateway-b ca "$client
subjectAltName=DNS:meter-reader.test"
key parcel-locker && request parcel-locker '/CN=parcel-locker' && issue parcel-locker parcel-locker "$client"
mkdir -p "$cast"
cp ca.pem gateway-a.pem gateway-b.pem parcel-locker.pem "$cast"

# Another authority with the name of the first.
key ca-other && request ca-other '/O=Grant Lab/CN=Grant Lab demo CA' && issue ca-other ca-other "$authority"
key other-ca && request other-ca "$gateway" && issue other-ca ca-other "$client"
# An authority with another name, and one that is none.
key ca-stranger && request ca-stranger '/CN=Somebody else' && issue ca-stranger ca-stranger "$authority"
key stranger && request stranger "$gateway" && issue stranger ca-stranger "$client"
key not-a-ca && request not-a-ca '/CN=No authority' && issue not-a-ca not-a-ca "$client"
key by-not-a-ca && request by-not-a-ca "$gateway" && issue by-not-a-ca not-a-ca "$client"

# When.
to=20251231235959Z && key expired && request expired "$gateway" && issue expired ca "$client"
from=20260101000001Z to=20491231235959Z && key early && request early "$gateway" && issue early ca "$client"
from=20260101000000Z to=20260101000000Z && key one-second && request one-second "$gateway" && issue one-second ca "$client"
from=20200101000000Z to=20990101000000Z && key long && request long "$gateway" && issue long ca "$client"
to=20491231235959Z

# What for.
key server-only && request server-only "$gateway" && issue server-only ca 'extendedKeyUsage=serverAuth'
key any-purpose && request any-purpose "$gateway" && issue any-purpose ca 'extendedKeyUsage=serverAuth,anyExtendedKeyUsage'
key plain && request plain "$gateway" && issue plain ca 'subjectKeyIdentifier=hash'
key agreement && request agreement "$gateway" && issue agreement ca 'keyUsage=critical,keyAgreement'
key authority && request authority "$gateway" && issue authority ca "$authority"
key critical && request critical "$gateway" && issue critical ca "$client
1.2.3.4=critical,ASN1:NULL"
key ignorable && request ignorable "$gateway" && issue ignorable ca "$client
1.2.3.4=ASN1:NULL"

# Other names for the subject.
key names && request names "$energy/CN=many names" && issue names ca "$client
subjectAltName=DNS:one.meters.test,DNS:Two.Meters.test,URI:urn:example:meter:1,IP:192.0.2.7,IP:2001:db8::7,email:Ops@Meters.test,RID:1.2.3"
key dns-only && request dns-only "$energy/CN=192.0.2.7" && issue dns-only ca "$client
subjectAltName=DNS:192.0.2.7,DNS:urn.example.meter,DNS:ops.meters.test"
key no-subject && request no-subject / && issue no-subject ca "$client
subjectAltName=critical,DNS:one.meters.test"

# The subject in other encodings, and subjects that only look alike.
key printable && request printable "$gateway" MASK:0x2 && issue printable ca "$client"
key bmp && request bmp "$gateway" MASK:0x800 && issue bmp ca "$client"
key teletex && request teletex "$gateway" MASK:0x4 && issue teletex ca "$client"
key spelt && request spelt '/C=NL/O=  EXAMPLE   energy /CN=Meter-Gateway' && issue spelt ca "$client"
key order && request order '/CN=meter-gateway/O=Example Energy/C=NL' && issue order ca "$client"
key longer && request longer "$gateway/OU=more" && issue longer ca "$client"
key comma && request comma '/C=NL/CN=meter-gateway,O=Example Energy' && issue comma ca "$client"
key several && request several '/DC=test/DC=meters/O=Zähler \+ Söhne, "Nord"/UID=g-7+CN=\#1 <gateway>' && issue several ca "$client"
key teletex-latin && request teletex-latin '/O=Zähler' MASK:0x4 && issue teletex-latin ca "$client"

# Keys and signatures.
for kind in p384 rsa ed25519 p521; do
  [ $kind = p384 ] && digest=sha384 || digest=sha256
  [ $kind = ed25519 ] && digest=default
  key ca-$kind $kind && request ca-$kind "/CN=$kind authority" && issue ca-$kind ca-$kind "$authority"
  key under-$kind $kind && request under-$kind "$gateway" && issue under-$kind ca-$kind "$client"
  key self-$kind $kind && request self-$kind "/CN=self-signed with $kind" && issue self-$kind self-$kind "$client"
done
digest=sha384 && key p256-sha384 && request p256-sha384 "$gateway" && issue p256-sha384 ca "$client"
digest=sha1 && key rsa-sha1 && request rsa-sha1 "$gateway" && issue rsa-sha1 ca-rsa "$client"
digest=sha256

# Signed by themselves: another certificate for the same key, and one that is over.
key self && request self '/CN=self-signed' && issue self self "$client"
cp self.key self-renewed.key && request self-renewed '/CN=self-signed' && issue self-renewed self-renewed "$client"
to=20210101000000Z && key self-expired && request self-expired '/CN=self-signed' && issue self-expired self-expired "$client"

# What `openssl ca` keeps for itself has no request of its name.
rm -f "$here"/*.pem ca.csr gateway-a.csr gateway-b.csr parcel-locker.csr
for asked in *.csr; do cp "${asked%.csr}.pem" "$here"; done
