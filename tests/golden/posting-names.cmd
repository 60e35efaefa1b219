# Functions by the names that Linux 6.12 and later have for them. One that the model has by another name, and says nothing of, would be
# "not modelled" in a posting.
pagerace patch --kernel 6.12 --skeleton $SCRATCH/design.race tests/patch/names.diff | sed 's/ at model.*//; s/modelled: model.*/modelled/'
