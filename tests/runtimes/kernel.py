"""Runs code cells one after another in Deno's Jupyter kernel.

Reads {"folder": …, "env": {…}, "sources": […]} and writes, for each source, {"status": …, "error": …, "outputs":
[[type, content], …]}. Driven by jupyter_client, since nbconvert loses outputs now and then.
"""

import json
import os
import queue
import sys

try:
    from jupyter_client.manager import KernelManager
except ImportError:
    sys.exit(77)

task = json.load(sys.stdin)
spec = os.path.join(task["folder"], "kernels", "deno")
os.makedirs(spec, exist_ok=True)
with open(os.path.join(spec, "kernel.json"), "w") as file:
    argv = ["deno", "jupyter", "--kernel", "--conn", "{connection_file}"]
    env = {"DENO_NO_PACKAGE_JSON": "1", "NO_COLOR": "1", **task["env"]}
    json.dump({"argv": argv, "display_name": "Deno", "language": "typescript", "env": env}, file)
os.environ["JUPYTER_PATH"] = task["folder"]

manager = KernelManager(kernel_name="deno")
manager.start_kernel(cwd=task["folder"], stderr=open(os.devnull, "w"))
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=30)
outputs = {}

def read(timeout):
    # An output may come after the kernel has said that the cell is done: it belongs where its parent says.
    message = client.get_iopub_msg(timeout=timeout)
    parent = message["parent_header"].get("msg_id")
    if message["msg_type"] in ("stream", "display_data", "execute_result", "error"):
        outputs.setdefault(parent, []).append([message["msg_type"], message["content"]])
    return parent, message["content"].get("execution_state")

results = []
for source in task["sources"]:
    request = client.execute(source, allow_stdin=False)
    while read(60) != (request, "idle"):
        pass
    reply = client.get_shell_msg(timeout=60)["content"]
    # A syntax error comes in the reply alone.
    results.append((request, reply["status"], reply.get("evalue", "")))
try:
    while True:
        read(0.3)
except queue.Empty:
    pass
client.stop_channels()
manager.shutdown_kernel(now=True)
json.dump(
    [{"status": status, "error": error, "outputs": outputs.get(request, [])} for request, status, error in results],
    sys.stdout,
)
