/** The program under the programs of Jupyter. */
package interleave.jupyter;
