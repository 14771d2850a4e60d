"""Connections to hosts of the open internet: looked up once, and made to the very address that was checked."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Collection

from dragoman.errors import FetchRefused

__all__ = ["Connection", "is_public", "resolved"]

NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Place = tuple[int, tuple[str, int]]  # a family of addresses, and the address with its port


def resolved(host: str, port: int, loopback: bool = False) -> list[Place]:
    """The families and addresses of a host, all of which may be asked; raises FetchRefused if one may not."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchRefused(host, "network", f"there is no host '{host}' ({error}); check the address") from error
    places: list[Place] = [(family, (str(place[0]), port)) for family, _, _, _, place in found]
    for _, (address, _) in places:
        if not is_public(ipaddress.ip_address(address.partition("%")[0]), loopback):
            raise FetchRefused(
                host,
                "address",
                f"'{host}' is at {address}, which is no public address; pages within a network are not read",
            )
    return places


def is_public(address: Address, loopback: bool = False) -> bool:
    """Whether an address is one of the open internet, and so is the IPv4 address for which it may stand."""
    if loopback and address.is_loopback:
        return True
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner, loopback)
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


class Connection(http.client.HTTPConnection):
    """A connection to addresses that were checked; it is cut off when its time is over, however slowly bytes drip."""

    def __init__(self, host: str, port: int, places: Collection[Place], secure: bool, end: float) -> None:
        """To the host at these places, until `end` on the monotonic clock."""
        super().__init__(host, port)
        self._places, self._secure, self._end = places, secure, end
        self._watch = threading.Timer(max(end - time.monotonic(), 0.0), self._cut)
        self._watch.daemon = True

    def __enter__(self) -> "Connection":
        """Its time runs."""
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        """It is closed."""
        self._watch.cancel()
        self.close()

    def connect(self) -> None:
        """Connect to the first of the addresses that answers."""
        problem: OSError = TimeoutError()
        for family, place in self._places:
            left = self._end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock = socket.socket(family, socket.SOCK_STREAM)
            sock.settimeout(left)
            try:
                sock.connect(place)
            except OSError as error:
                sock.close()
                problem = error
                continue
            self.sock = sock  # so that a handshake that drips is cut off too
            self.sock = self._secured(sock)
            return
        raise problem

    def _secured(self, sock: socket.socket) -> socket.socket:
        return ssl.create_default_context().wrap_socket(sock, server_hostname=self.host) if self._secure else sock

    def _cut(self) -> None:
        sock = self.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself
