"""What has to be there before anything can be measured: builds it, and installs what is missing."""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parents[1]
ROOT = HERE.parents[1]
PEERS = HERE / "peers"
CACHE = ROOT / ".build-measure"
RELEASE = ROOT / ".build/release"
# What ./.install builds and installs: with all of Swift in it, which is sooner there.
INSTALLED = ROOT / ".build/static/release"

# What a program or header is in, on Debian.
PACKAGES = {
    "gcc": "gcc", "g++": "g++", "go": "golang-go", "node": "nodejs", "jq": "jq", "curl": "curl", "htop": "htop",
    "valgrind": "valgrind", "strace": "strace", "simdjson.h": "libsimdjson-dev",
    "curl/curl.h": "libcurl4-openssl-dev"}


def is_there(name):
    if not name.endswith(".h"):
        return shutil.which(name) is not None
    found = subprocess.run(
        ["g++", "-fsyntax-only", "-x", "c++", "-"], input=f"#include <{name}>\n", text=True, stderr=subprocess.DEVNULL)
    return found.returncode == 0


def install(names):
    """Installs what is missing of them, where that is possible."""
    missing = [PACKAGES[name] for name in names if not is_there(name)]
    if not missing or not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    print("installing", *missing, file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *missing]):
        subprocess.run([*sudo, "apt-get", *command], env=environment, stdout=sys.stderr, check=False)


def build_release():
    """The program as it is installed, and what measures its stages."""
    environment = os.environ | {"ORDERTOP_MEASURE": "1"}
    for product in ("ordertop", "ordertop-measure"):
        done = subprocess.run(
            ["swift", "build", "--scratch-path", ".build/static", "-c", "release", "--static-swift-stdlib",
             "--product", product], cwd=ROOT, env=environment, stdout=sys.stderr)
        if done.returncode:
            sys.exit(f"{product} does not build")


def is_newer(built, *sources):
    return built.exists() and all(built.stat().st_mtime > source.stat().st_mtime for source in sources)


def built(name, source, *command):
    """A program of ours in another language; None where it cannot be built."""
    program = CACHE / name
    source = PEERS / source
    if not is_newer(program, source):
        environment = os.environ | {"GO111MODULE": "off", "GOCACHE": str(CACHE / "go")}
        done = subprocess.run([*command, "-o", program, source, *LIBRARIES.get(name, [])], env=environment)
        if done.returncode:
            return None
    return program


LIBRARIES = dict.fromkeys(("floor", "floor-counted"), ["-lcurl", "-lsimdjson"])


def build_server():
    program = built("serve", "serve.c", "gcc", "-O2", "-Wall")
    return program or sys.exit("the server does not build: is gcc there?")


def build_floor():
    return built("floor", "floor.cpp", "g++", "-O3", "-std=c++17", "-march=native") if is_there("g++") else None


def build_floor_for_counting():
    """Without the newest instructions, which valgrind does not know."""
    return built("floor-counted", "floor.cpp", "g++", "-O3", "-std=c++17", "-march=x86-64-v3") if is_there("g++") else None


def for_counting(program):
    """A copy without what Swift tells debuggers, which valgrind cannot read."""
    copy = CACHE / f"{program.name}-counted"
    subprocess.run(["strip", "--strip-debug", "-o", copy, program], check=True)
    return copy


def build_go():
    return built("fold-go", "fold.go", "go", "build") if is_there("go") else None


def python_with_packages():
    """A Python that has the peer's packages; None where they cannot be installed."""
    requirements = PEERS / "requirements.txt"
    folder = CACHE / "venv"
    stamp = folder / "installed"
    if not is_newer(stamp, requirements):
        commands = [
            [sys.executable, "-m", "venv", folder],
            [folder / "bin/python", "-m", "pip", "install", "-q", "-r", requirements]]
        if any(subprocess.run(command, stdout=sys.stderr).returncode for command in commands):
            return None
        stamp.touch()
    return folder / "bin/python"


def node_with_event_source():
    """The command of a Node that has an EventSource of its own, with the flag that shows it; None where none has."""
    if not is_there("node"):
        return None
    for flags in ([], ["--experimental-eventsource"]):
        command = ["node", *flags]
        shown = subprocess.run([*command, "-p", "typeof EventSource"], capture_output=True, text=True)
        if shown.stdout.strip() == "function":
            return command
    return None
