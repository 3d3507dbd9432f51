"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "port_taken": N_(
        "Port {port}, which the node {node} needs, is taken by another program. "
        "Stop that program, or choose others with --base-port."
    ),
    "node_not_ready": N_("The node {node} did not start. Its log says why: {log}"),
    "folder_not_ours": N_(
        "{folder} holds something no demonstration made: {found}. Nothing was touched. "
        "Name an empty folder with --folder."
    ),
    "demo_already_running": N_("A demonstration runs in {folder} already. Stop it first."),
    "no_node_here": N_(
        "There is no node in {folder}. Say where it is: COMITY_HOME=/the/folder comity …"
    ),
    "story_differs": N_("The story came out otherwise at {step}: expected {expected}, got {got}."),
    "nothing_happened": N_("Waited in vain for {what}."),
}
